namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>A part of a GBNF grammar, as far as it matters for whether the grammar can be used.</summary>
internal abstract record GrammarPart
{
    /// <summary>The rules it speaks of.</summary>
    public abstract IEnumerable<string> Names();

    /// <param name="empty">Rules that may be empty.</param>
    public abstract bool MayBeEmpty(HashSet<string> empty);

    /// <summary>The rules it may begin with.</summary>
    public abstract IEnumerable<string> Beginnings(HashSet<string> empty);
}

/// <summary>Characters, or a token.</summary>
/// <param name="Empty">True for a literal without characters.</param>
internal sealed record GrammarText(bool Empty) : GrammarPart
{
    public override IEnumerable<string> Names() => [];

    public override bool MayBeEmpty(HashSet<string> empty) => Empty;

    public override IEnumerable<string> Beginnings(HashSet<string> empty) => [];
}

/// <summary>Another rule.</summary>
internal sealed record GrammarName(string Name) : GrammarPart
{
    public override IEnumerable<string> Names() => [Name];

    public override bool MayBeEmpty(HashSet<string> empty) => empty.Contains(Name);

    public override IEnumerable<string> Beginnings(HashSet<string> empty) => [Name];
}

/// <summary>A part some times over.</summary>
internal sealed record GrammarRepetition(GrammarPart Part, bool Optional) : GrammarPart
{
    public override IEnumerable<string> Names() => Part.Names();

    public override bool MayBeEmpty(HashSet<string> empty) => Optional || Part.MayBeEmpty(empty);

    public override IEnumerable<string> Beginnings(HashSet<string> empty) => Part.Beginnings(empty);
}

/// <summary>One part after another.</summary>
internal sealed record GrammarSequence(IReadOnlyList<GrammarPart> Parts) : GrammarPart
{
    public override IEnumerable<string> Names() => Parts.SelectMany(part => part.Names());

    public override bool MayBeEmpty(HashSet<string> empty) => Parts.All(part => part.MayBeEmpty(empty));

    public override IEnumerable<string> Beginnings(HashSet<string> empty)
    {
        foreach (var part in Parts)
        {
            foreach (var name in part.Beginnings(empty))
            {
                yield return name;
            }

            if (!part.MayBeEmpty(empty))
            {
                yield break;
            }
        }
    }
}

/// <summary>One part or another.</summary>
internal sealed record GrammarChoice(IReadOnlyList<GrammarPart> Parts) : GrammarPart
{
    public override IEnumerable<string> Names() => Parts.SelectMany(part => part.Names());

    public override bool MayBeEmpty(HashSet<string> empty) => Parts.Any(part => part.MayBeEmpty(empty));

    public override IEnumerable<string> Beginnings(HashSet<string> empty) => Parts.SelectMany(part => part.Beginnings(empty));
}
