using System.Globalization;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>An edition as kept: what was chosen and the posts it became. Shown again, it is shown as kept.</summary>
public sealed record DigestLedgerEntry
{
    public required DigestEdition Edition { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>In order of their numbers; empty for an empty edition.</summary>
    public IReadOnlyList<DigestLedgerPaper> Papers { get; init; } = [];

    /// <summary>Posts in order; at least one.</summary>
    public IReadOnlyList<DigestPart> Parts { get; init; } = [];

    /// <summary>Why there is nothing; null when there are papers.</summary>
    public string? EmptyReason { get; init; }

    /// <summary>
    /// Whether its posting was begun, though every part may have been refused, or said not to stand. That of one that was only
    /// looked at was not.
    /// </summary>
    public bool IsBegun => Parts.Any(p => p.State != DigestPartState.Pending || p.Changed is not null);

    /// <summary>Ids in the order of the printed numbers: what "compare 2 and 5" means after it was shown.</summary>
    public IReadOnlyList<string> PaperIds => [.. Papers.OrderBy(p => p.Number).Select(p => p.PaperId)];

    /// <summary>True when no part was moved and no paper's print changed since <paramref name="read"/> was read.</summary>
    public bool IsStill(DigestLedgerEntry read) =>
        Parts.Select(p => (p.Number, p.State, p.Changed)).SequenceEqual(read.Parts.Select(p => (p.Number, p.State, p.Changed)))
        && Papers.Select(p => (p.Number, p.PaperId, p.Printed))
            .SequenceEqual(read.Papers.Select(p => (p.Number, p.PaperId, p.Printed)));

    /// <summary>Numbers and titles alone, for a conversation to remember it by.</summary>
    public string Contents => string.Join(
        '\n',
        Papers.OrderBy(p => p.Number).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Number}. {p.Title}"))
            .Prepend($"Paper digest of {Edition.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}:"));
}

/// <summary>One paper of a kept edition. Ids outlive the papers: taking an import back leaves the ledger as it is.</summary>
/// <param name="Number">From 1.</param>
/// <param name="PaperId">Which paper.</param>
/// <param name="Title">As last printed.</param>
/// <param name="Tldr">As last shown.</param>
/// <param name="Topic">The heading it stands under.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="Printed">Of which text it was printed; null where nobody noted it.</param>
public sealed record DigestLedgerPaper(
    int Number, string PaperId, string Title, Tldr Tldr, string Topic, string Reason, DigestPrint? Printed = null);

/// <summary>How far the sending of a part has come.</summary>
public enum DigestPartState
{
    /// <summary>Rendered and kept, not handed to a surface.</summary>
    Pending,

    /// <summary>Handed to a surface, whose answer is not known: after a crash here the channel itself has to be asked.</summary>
    Sending,

    /// <summary>The surface has it.</summary>
    Posted,

    /// <summary>The surface has it in older words: its text changed since, and the message is to be edited.</summary>
    Outdated,

    /// <summary>
    /// Handed to a surface once, and the channel could not tell whether it stands: an administrator has to look.
    /// </summary>
    Unsure,
}

/// <summary>One post of an edition.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Markdown, as sent; of an outdated one, as the message is to read.</param>
/// <param name="State">How far its sending has come.</param>
/// <param name="MessageId">The surface's id of it once posted.</param>
/// <param name="Changed">When the state was last set, in UTC; null while nothing has happened.</param>
public sealed record DigestPart(
    int Number, string Text, DigestPartState State = DigestPartState.Pending, string? MessageId = null,
    DateTimeOffset? Changed = null);
