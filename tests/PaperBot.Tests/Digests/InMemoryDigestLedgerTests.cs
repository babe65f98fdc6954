using PaperBot.Digests;

namespace PaperBot.Tests.Digests;

public sealed class InMemoryDigestLedgerTests : DigestLedgerContract
{
    protected override IDigestLedger Ledger { get; } = new InMemoryDigestLedger();
}
