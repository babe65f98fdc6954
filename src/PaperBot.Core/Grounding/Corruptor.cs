using System.Globalization;

namespace PaperBot.Grounding;

/// <summary>
/// Stands in for a weak model: spoils honest sentences. The same seed, sentence and kind always give the same corruption, in
/// whatever order they are asked for. A corruption changes what the sentence says: one that the source would still state is
/// thrown away.
/// </summary>
/// <param name="seed">Any number.</param>
internal sealed class Corruptor(int seed)
{
    private const int Attempts = 12;

    // Of our own writing; they say nothing that an abstract could support.
    private static readonly string[] Foreign =
    [
        "Die vorgeschlagene Methode verbessert die Ergebnisse auf allen untersuchten Datensätzen deutlich.",
        "La méthode proposée améliore nettement les résultats sur tous les jeux de données étudiés.",
        "所提出的方法在所有数据集上都显著提高了结果。",
        "El método propuesto mejora claramente los resultados en todos los conjuntos de datos.",
    ];

    /// <summary>The sentence spoilt in one way, or null where it offers nothing to spoil in that way.</summary>
    /// <param name="kind">The way.</param>
    /// <param name="sentence">An honest sentence, markers included, verbatim or put differently.</param>
    /// <param name="source">The source it cites.</param>
    /// <param name="all">All sources given, <paramref name="source"/> among them.</param>
    public Corruption? Spoil(CorruptionKind kind, string sentence, GroundingSource source, IReadOnlyList<GroundingSource> all)
    {
        var random = new Random(SeedFor(kind, sentence));
        var others = all.Where(s => s.Paper.Id != source.Paper.Id).ToList();
        return kind switch
        {
            CorruptionKind.Number => Try(kind, () => NumberLies.Wrong(sentence, source, random)),
            CorruptionKind.Unit => Try(kind, () => NumberLies.WrongUnit(sentence, source, random)),
            CorruptionKind.Name => Try(kind, () => NameLies.Wrong(sentence, source, others, random)),
            CorruptionKind.Marker => Try(kind, () => WrongMarker(sentence, source, others, random)),
            CorruptionKind.Direction => Try(kind, () => DirectionLies.Turned(sentence, random)),
            CorruptionKind.Negation => Try(kind, () => NegationLies.Turned(sentence, random)),
            CorruptionKind.Merged => Try(kind, () => Merged(sentence, source, others, random)),
            CorruptionKind.EarlyStop => Try(kind, () => Stopped(sentence, random)),
            CorruptionKind.Loop => Try(kind, () => Looping(sentence, random)),
            CorruptionKind.Empty => new Corruption(kind, "", "nothing"),
            CorruptionKind.OtherLanguage => Try(kind, () => InAnotherLanguage(sentence, random)),
            _ => null,
        };
    }

    private static Corruption? Try(CorruptionKind kind, Func<(string Text, string Change)?> spoil)
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (spoil() is { } spoilt)
            {
                return new Corruption(kind, spoilt.Text, spoilt.Change);
            }
        }

        return null;
    }

    private static (string, string)? WrongMarker(
        string sentence, GroundingSource source, List<GroundingSource> others, Random random)
    {
        var claim = Statement.Of(CitationMarkers.Read(sentence).Claim);
        var unknown = others.Select(o => o.Number).Append(source.Number).Max() + 1 + random.Next(3);
        var other = others.Count == 0 || random.Next(4) == 0 ? null : others[random.Next(others.Count)];

        // A neighbour that says the same would make the marker right again.
        if (other is not null && EvidenceChoice.Coverage(claim, EvidenceChoice.For(claim, other).Shares) > 0.7)
        {
            return null;
        }

        var number = other?.Number ?? unknown;
        return (Marked(CitationMarkers.Read(sentence).Claim, number),
            string.Create(CultureInfo.InvariantCulture, $"[{source.Number}] → [{number}]"));
    }

    private static (string, string)? Merged(string sentence, GroundingSource source, List<GroundingSource> others, Random random)
    {
        if (others.Count == 0)
        {
            return null;
        }

        var other = others[random.Next(others.Count)];
        var added = other.Sentences.Count == 0 ? "" : other.Sentences[random.Next(other.Sentences.Count)].Text;
        var statement = Statement.Of(added);
        if (statement.Content.Count is < 4 or > 18
            || EvidenceChoice.Coverage(statement, EvidenceChoice.For(statement, source).Shares) > 0.6)
        {
            return null;
        }

        var first = CitationMarkers.Read(sentence).Claim.TrimEnd('.', ' ');
        var opening = added.Split(' ')[0];
        var lower = opening.Skip(1).Any(char.IsUpper) ? added : char.ToLowerInvariant(added[0]) + added[1..];
        return (Marked($"{first}, and {lower}", source.Number), $"added from [{other.Number}]: {added}");
    }

    private static (string, string)? Stopped(string sentence, Random random)
    {
        var words = CitationMarkers.Read(sentence).Claim.Split(' ');
        return words.Length < 4 ? null : (string.Join(' ', words[..random.Next(2, words.Length - 1)]), "stops early");
    }

    private static (string, string)? Looping(string sentence, Random random)
    {
        var read = CitationMarkers.Read(sentence);
        var words = read.Claim.TrimEnd('.').Split(' ');
        if (words.Length < 3)
        {
            return null;
        }

        var phrase = string.Join(' ', words[^3..]);
        var looped = string.Concat(Enumerable.Repeat($" {phrase}", random.Next(4, 9)));
        return (Marked($"{read.Claim.TrimEnd('.')}{looped}.", read.Numbers.FirstOrDefault(1)), $"repeats \"{phrase}\"");
    }

    private static (string, string)? InAnotherLanguage(string sentence, Random random) =>
        (Marked(Foreign[random.Next(Foreign.Length)], CitationMarkers.Read(sentence).Numbers.FirstOrDefault(1)),
            "another language");

    private static string Marked(string claim, int number) => string.Create(CultureInfo.InvariantCulture, $"{claim} [{number}]");

    // FNV-1a: string.GetHashCode differs from run to run.
    private int SeedFor(CorruptionKind kind, string sentence)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var c in sentence)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)((hash ^ (uint)kind) * 16777619u);
    }
}
