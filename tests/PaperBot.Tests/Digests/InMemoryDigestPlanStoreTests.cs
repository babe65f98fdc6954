using PaperBot.Digests;

namespace PaperBot.Tests.Digests;

public sealed class InMemoryDigestPlanStoreTests : DigestPlanStoreContract
{
    protected override IDigestPlanStore Store { get; } = new InMemoryDigestPlanStore();
}
