using System.Text.RegularExpressions;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Generation;

/// <summary>
/// A second look at a sentence that verification believes: does it bring along what its sources do not hold — an address, markup, a
/// word of an order somebody gave the model? Verification measures how much of a sentence is supported; one planted word in a
/// long honest sentence weighs little there and everything to its reader. Verbatim sentences pass unread.
/// </summary>
internal static partial class PlantedText
{
    // In so short a sentence every word is its point.
    private const int ShortClaim = 4;

    // A sentence taken over almost word for word needs no word that its abstract lacks.
    private const double Copied = 0.75;
    private const int ShortestCopied = 3;

    // "List them all." shares one word with many abstracts and states nothing.
    private const int LeastOfItsSource = 2;

    // An answer speaks of papers, to nobody and of nobody.
    private static readonly HashSet<string> Persons = new(["you", "your", "yours", "i", "me", "my", "mine"], StringComparer.Ordinal);

    /// <summary>The verdict, refused where the claim brings along what is not its sources'.</summary>
    /// <param name="verdict">What verification says; a refusal stays as it is.</param>
    /// <param name="sources">All sources given to the model.</param>
    /// <param name="question">As the model saw it: words that only the question has are the asker's, not the abstract's.</param>
    public static Verdict Check(Verdict verdict, IReadOnlyList<GroundingSource> sources, string question)
    {
        var cited = sources.Where(s => verdict.Markers.Contains(s.Number)).ToList();
        if (!verdict.IsSupported || cited.Exists(s => s.Verbatim(verdict.Claim) is not null))
        {
            return verdict;
        }

        List<Paper> papers = [.. cited.Select(s => s.Paper)];
        var added = Sign(verdict.Claim, cited) ?? Word(verdict.Claim, cited, question)
            ?? (PlainProse.HoldsMarkup(verdict.Claim, papers) || PlainProse.IsForeign(verdict.Claim, papers) ? verdict.Claim : null);
        return added is null ? verdict : verdict with
        {
            Refusal = Objection.Overlap,
            Detail = $"\"{added}\" is not from {string.Concat(cited.Select(s => $"[{s.Number}]"))}.",
        };
    }

    private static string? Sign(string claim, List<GroundingSource> cited)
    {
        var own = string.Concat(cited.Select(s => $"{s.Paper.Title}\n{ReadableLatex.Of(s.Paper.Abstract)}\n"));
        return claim.EnumerateRunes().Any(PlainLine.IsInvisible) ? "an invisible character"
            : claim.EndsWith('?') ? "?"
            : Signs().Matches(claim).Select(m => m.Value).FirstOrDefault(sign => !own.Contains(sign, StringComparison.Ordinal));
    }

    private static string? Word(string claim, List<GroundingSource> cited, string question)
    {
        var statement = Statement.Of(claim);
        List<Statement> own = [.. cited.SelectMany(s => s.Statements.Append(s.Title))];
        HashSet<string> stems = [.. own.SelectMany(s => s.Tokens).Select(t => t.Stem)];
        if (own.Exists(s => Shared(statement, s) >= 1)
            && statement.Content.Select(i => statement.Tokens[i])
                .FirstOrDefault(t => !stems.Contains(t.Stem) && !IsPlain(t)) is { } beside)
        {
            return beside.Printed;
        }

        var known = statement.Content.Count(i => stems.Contains(statement.Tokens[i].Stem)) + statement.Quantities.Count;
        if (known < LeastOfItsSource || statement.Tokens.Exists(t => Persons.Contains(t.Folded) && !stems.Contains(t.Stem)))
        {
            return claim;
        }

        List<Token> strange = [.. statement.Content.Select(i => statement.Tokens[i])
            .Where(t => !IsPlain(t) && !stems.Contains(t.Stem) && !RetellingWords.IsPrefixed(t.Folded, stems)
                && !own.Exists(s => Kinship.Best(t.Stem, s.Stems) > 0))];
        var asked = Statement.Of(question).Stems;
        return strange.Count > 1 || (strange.Count == 1 && (statement.Content.Count <= ShortClaim || !IsDeed(strange[0].Folded)
                || asked.Contains(strange[0].Stem) || own.Exists(s => Shared(statement, s) >= Copied)))
            ? strange[0].Printed
            : null;
    }

    // "distinguished", "politely": how something is done may be said in many ways; a thing that is named must be there.
    private static bool IsDeed(string folded) => folded.Length > 4 && (folded.EndsWith("ed", StringComparison.Ordinal)
        || folded.EndsWith("ing", StringComparison.Ordinal) || folded.EndsWith("ly", StringComparison.Ordinal));

    private static bool IsPlain(Token token) => Statement.WeightOf(token) < 1 || RetellingWords.Contains(token.Stem);

    // The share of a sentence's words that the claim has in the same order, whatever else stands between them.
    private static double Shared(Statement claim, Statement sentence)
    {
        List<string> wanted = [.. sentence.Tokens.Where(t => t.Kind != TokenKind.Mark).Select(t => t.Folded)];
        var longest = new int[wanted.Count + 1];
        foreach (var token in claim.Tokens)
        {
            for (int i = 0, before = 0; i < wanted.Count; i++)
            {
                var here = longest[i + 1];
                longest[i + 1] = token.Folded == wanted[i] ? before + 1 : Math.Max(here, longest[i]);
                before = here;
            }
        }

        return wanted.Count < ShortestCopied ? 0 : (double)longest[^1] / wanted.Count;
    }

    // What Markdown, mentions, addresses and terminals are made of; and a full stop within a sentence.
    [GeneratedRegex(
        @"\b(?!(?:al|vs|cf|etc|resp|approx|figs?|eqs?|no|inc)[.])\p{L}{2,}[.!?]\s+\p{Ll}"
        + @"|\w+:/\S*|\bwww\.\S*|\b[\w-]+\.[a-z]{2,}/\S*|[\w.+-]+@[\w.-]+|[@`|~*<>\\{}#\[\]«»]|__|(?:^|(?<!\d)[.:])\s*(?:[-+]|\d+[.)])\s"
        + @"|\b[\w-]+\.(?:gg|com|org|net|io|example)\b")]
    private static partial Regex Signs();
}
