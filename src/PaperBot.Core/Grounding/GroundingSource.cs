using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>A numbered source, read once so that many sentences can be checked against it.</summary>
internal sealed class GroundingSource
{
    // "Gust Bench" and "gust-bench" are GustBench; longer compounds are rare.
    private const int WordsJoined = 4;
    private readonly HashSet<string> spelt = new(StringComparer.Ordinal);
    private readonly HashSet<string> initials = new(StringComparer.Ordinal);

    /// <param name="number">The number its markers carry, from 1.</param>
    /// <param name="paper">The paper.</param>
    public GroundingSource(int number, Paper paper)
    {
        Number = number;
        Paper = paper;
        Sentences = Text.Sentences.Of(paper.Abstract);
        Statements = [.. Sentences.Select(s => Statement.Of(Text.ReadableLatex.Of(s.Text)))];
        Title = Statement.Of(Text.ReadableLatex.Of(paper.Title));
        OwnNames = PaperNames.Of(paper);
        ProperNames = new HashSet<string>([.. Statements.SelectMany(Names.In).Where(n => !n.Opens).Select(n => n.Joined),
            .. OwnNames,
            .. Words.Of(PaperNames.HeadOf(paper.Title) ?? "").Select(w => w.Folded)], StringComparer.Ordinal);
        foreach (var statement in Statements.Append(Title))
        {
            Spell(statement);
        }

        PlainAbstract = Squeeze(paper.Abstract);
    }

    public int Number { get; }

    public Paper Paper { get; }

    /// <summary>The sentences of the abstract with their offsets in it.</summary>
    public IReadOnlyList<Sentence> Sentences { get; }

    public IReadOnlyList<Statement> Statements { get; }

    public Statement Title { get; }

    /// <summary>What people call the paper, folded and joined.</summary>
    public IReadOnlyList<string> OwnNames { get; }

    /// <summary>Every name that title or abstract surely use as one, folded and joined.</summary>
    public IReadOnlySet<string> ProperNames { get; }

    private string PlainAbstract { get; }

    /// <summary>
    /// True when the name occurs in title or abstract, hyphens and case aside, or is the acronym of words there.
    /// </summary>
    public bool Holds(Name name) =>
        HoldsSpelt(name.Joined) || name.Parts.All(HoldsSpelt)
            || (name.Joined.Length is >= 2 and <= 5 && initials.Contains(name.Joined));

    /// <summary>True when the folded word occurs, singular or plural.</summary>
    public bool HoldsSpelt(string folded) =>
        spelt.Contains(folded) || spelt.Contains(folded + "s") || (folded.EndsWith('s') && spelt.Contains(folded[..^1]));

    /// <summary>Offset of the sentence that the claim repeats word for word, or null.</summary>
    public IReadOnlyList<int>? Verbatim(string claim)
    {
        var plain = Squeeze(claim);
        if (plain.Length == 0 || !PlainAbstract.Contains(plain, StringComparison.Ordinal))
        {
            return null;
        }

        // Only whole sentences pass unread: half of one may lose the "not" that stood before it.
        var covered = "";
        for (var first = 0; first < Sentences.Count; first++)
        {
            covered = "";
            for (var last = first; last < Sentences.Count && covered.Length < plain.Length; last++)
            {
                covered = covered.Length == 0 ? Squeeze(Sentences[last].Text) : $"{covered} {Squeeze(Sentences[last].Text)}";
                if (covered == plain)
                {
                    return [.. Enumerable.Range(first, last - first + 1)];
                }
            }
        }

        return null;
    }

    private void Spell(Statement statement)
    {
        var words = statement.Tokens.Where(t => t.Kind != TokenKind.Mark).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var joined = "";
            var letters = "";
            for (var n = 0; n < 5 && i + n < words.Count; n++)
            {
                letters += words[i + n].Folded[..Math.Min(1, words[i + n].Folded.Length)];
                initials.Add(letters);
                if (n < WordsJoined)
                {
                    joined += words[i + n].Folded;
                    spelt.Add(joined);
                }
            }
        }
    }

    // A model is shown "81.3%" where the abstract prints "81.3\%".
    private static string Squeeze(string text) =>
        string.Join(' ', Text.ReadableLatex.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ' ');
}
