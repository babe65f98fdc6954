using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Answers questions about the collection: how many papers, whose papers, which are newest.</summary>
internal static partial class CollectionQuestions
{
    private const int MostListed = 8;

    /// <summary>The answer, or null when the question is about something else.</summary>
    public static Reply? TryAnswer(Question question, CorpusSnapshot corpus)
    {
        List<Paper> papers = [.. corpus.Papers.Where(question.Filter.Admits)];
        if (ByPersonPattern().IsMatch(question.Text) && ByPerson(question.Text, papers) is { } byPerson)
        {
            return byPerson;
        }

        if (FieldListings.TryAnswer(question.Text, papers) is { } listing)
        {
            return listing;
        }

        if (NewestPattern().Match(question.Text) is { Success: true } newest && papers.Exists(p => p.Published is not null))
        {
            return Newest(newest.Groups["oldest"].Success, newest.Groups["many"].Success, papers);
        }

        return CountPattern().IsMatch(question.Text) ? Count(papers)
            : null;
    }

    private static Reply? ByPerson(string question, List<Paper> papers)
    {
        var asked = string.Concat(' ', string.Join(' ', Words.Of(question).Select(w => w.Folded)), ' ');
        List<(Paper Paper, string Author)> found = [];
        foreach (var paper in papers)
        {
            var author = paper.Authors?.FirstOrDefault(a => IsNamedIn(a, asked));
            if (author is not null)
            {
                found.Add((paper, author));
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        var sources = new SourceList();
        var lines = found.OrderByDescending(f => f.Paper.Published).Take(MostListed)
            .Select(f => $"- **{PaperText.Title(f.Paper)}**, by {PaperText.Name(f.Author)}{(f.Paper.Authors!.Count > 1 || f.Paper.EtAl ? " and others" : "")} {sources.Cite(f.Paper, "")}");
        return Reply.Answered(string.Join('\n', lines), sources);
    }

    // The whole name in either order of typing, or the family name with a first name left out.
    private static bool IsNamedIn(string author, string asked)
    {
        List<string> parts = [.. Words.Of(author).Select(w => w.Folded).Where(w => w.Length > 0)];
        return parts.Count > 0 && parts[^1].Length >= 3 && asked.Contains($" {parts[^1]} ", StringComparison.Ordinal)
            && (parts.Count < 2 || parts.TrueForAll(p => p.Length == 1 || asked.Contains($" {p} ", StringComparison.Ordinal))
                || !StopWords.IsAskingWord(parts[^1]) && asked.Contains($"by {parts[^1]} ", StringComparison.Ordinal));
    }

    private static Reply Newest(bool oldest, bool many, List<Paper> papers)
    {
        var sources = new SourceList();
        var dated = papers.Where(p => p.Published is not null);
        var ordered = oldest ? dated.OrderBy(p => p.Published) : dated.OrderByDescending(p => p.Published);
        return Reply.Answered(string.Join('\n', ordered.Take(many ? 5 : 1).Select(p => Line(p, sources))), sources);
    }

    private static Reply Count(List<Paper> papers)
    {
        var dated = papers.Where(p => p.Published is not null).ToList();
        var span = dated.Count == 0 ? "none of them dated"
            : $"{Number(dated.Count)} of them dated, from {Day(dated.Min(p => p.Published)!.Value)} to {Day(dated.Max(p => p.Published)!.Value)}";
        return new Reply(Outcome.Answered, $"There are {Number(papers.Count)} papers here, {span}.", [], []);
    }

    /// <summary>A line of a list: title, day and marker.</summary>
    public static string Line(Paper paper, SourceList sources) =>
        $"- **{PaperText.Title(paper)}**, {(paper.Published is { } day ? Day(day) : "date not given")} {sources.Cite(paper, "")}";

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\b(papers?|articles?|works?|publications?|anything|something|stuff)\b.*\b(by|from|of)\b"
        + @"|\b(has|have|did|does)\s+[\p{L}.'’ -]+\s+(written|published|write|publish|authored?)\b|\bwritten\s+by\b"
        + @"|^by\s",
        RegexOptions.IgnoreCase)]
    private static partial Regex ByPersonPattern();

    [GeneratedRegex(
        @"\b(?:latest|newest|most\s+recent|(?<oldest>oldest|earliest))\b(\s+\w+)?\s+(?:paper|study|article|publication"
        + @"|abstract|(?<many>papers|studies|articles|publications|abstracts))\s*(here|stored|in\s+.{0,20})?\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex NewestPattern();

    [GeneratedRegex(
        @"^\W*(so\s+)?how\s+many\s+(papers|abstracts|articles)\s*(are\s+(there|here|stored)|do\s+you\s+(have|know)"
        + @"|have\s+you|here|in\s+(the|this|your)\s+(collection|corpus|store|database|list))?\b[^.?]{0,12}\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex CountPattern();
}
