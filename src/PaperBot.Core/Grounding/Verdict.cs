namespace PaperBot.Grounding;

/// <summary>Why a sentence is refused.</summary>
internal enum Objection
{
    /// <summary>No marker, or one of no given source.</summary>
    Marker,

    /// <summary>A number, or its unit or scale, that the evidence does not state.</summary>
    Number,

    /// <summary>A name that the cited abstract does not hold.</summary>
    Name,

    /// <summary>The evidence says the opposite: a "not" too many or too few.</summary>
    Negation,

    /// <summary>The comparison or change goes the other way.</summary>
    Direction,

    /// <summary>The cited abstract does not speak of it.</summary>
    Overlap,

    /// <summary>A part of it comes from another source than the one cited.</summary>
    Merged,

    /// <summary>The optional judge said no.</summary>
    Judged,
}

/// <summary>A sentence of a cited abstract, verbatim.</summary>
/// <param name="Source">The number of the source.</param>
/// <param name="Start">0-based offset in the abstract as printed.</param>
/// <param name="Text">The printed characters.</param>
internal sealed record SupportingSpan(int Source, int Start, string Text);

/// <summary>What checking one sentence found.</summary>
internal sealed record Verdict
{
    /// <summary>The sentence without its markers.</summary>
    public required string Claim { get; init; }

    /// <summary>The sources it cites, in order, those of no given source included.</summary>
    public required IReadOnlyList<int> Markers { get; init; }

    /// <summary>First level: it cites at least one source and only given ones.</summary>
    public required bool MarkersExist { get; init; }

    /// <summary>Second level: the cited abstracts support it. Never true without the first.</summary>
    public bool IsSupported => Refusal is null;

    /// <summary>Why it is refused; null when it is supported.</summary>
    public Objection? Refusal { get; init; }

    /// <summary>A short sentence naming the detail refused; empty when supported.</summary>
    public string Detail { get; init; } = "";

    /// <summary>
    /// The sentences that support it, or when refused those that come closest, best first; at most two a source.
    /// </summary>
    public IReadOnlyList<SupportingSpan> Evidence { get; init; } = [];

    /// <summary>Share of the claim's content that the evidence covers, 0 to 1.</summary>
    public double Overlap { get; init; }
}
