using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Lists papers by what the listings say of them: when, where from, filed under what, how much talked about.</summary>
internal static partial class FieldListings
{
    private const int MostListed = 8;
    private const string PaperWords = "papers?|articles?|abstracts?|publications?|studies|works";
    private const string Months =
        "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(tember)?|oct(ober)?|nov(ember)?|dec(ember)?";

    private static readonly string[] Prepositions = ["from", "by", "at"];

    /// <summary>The list, or null when the question asks for something else.</summary>
    public static Reply? TryAnswer(string question, IReadOnlyList<Paper> papers) =>
        PeriodPattern().Match(question) is { Success: true } period ? FromPeriod(period, papers)
        : CategoryPattern().Match(question) is { Success: true } category ? InCategory(category.Groups["category"].Value, papers)
        : MostPattern().Match(question) is { Success: true } most ? Most(most, papers)
        : OriginPattern().IsMatch(question) ? From(question, papers)
        : null;

    private static Reply FromPeriod(Match period, IReadOnlyList<Paper> papers)
    {
        var year = int.Parse(period.Groups["year"].Value, CultureInfo.InvariantCulture);
        var month = period.Groups["month"].Success
            ? DateTime.ParseExact(period.Groups["month"].Value[..3], "MMM", CultureInfo.InvariantCulture).Month
            : 0;
        var first = new DateOnly(year, Math.Max(1, month), 1);
        var next = month == 0 ? first.AddYears(1) : first.AddMonths(1);
        Func<DateOnly, bool> fits = period.Groups["bound"].Value.ToLowerInvariant() switch
        {
            "since" => day => day >= first,
            "after" => day => day >= next,
            "before" => day => day < first,
            _ => day => day >= first && day < next,
        };
        var found = papers.Where(p => p.Published is { } day && fits(day)).OrderByDescending(p => p.Published).ToList();
        return found.Count == 0
            ? Reply.NoMatch("No stored paper is dated to that time.", [])
            : Listed($"{Count(found)} dated to that time.", found);
    }

    private static Reply InCategory(string category, IReadOnlyList<Paper> papers)
    {
        var filter = new PaperFilter { Category = category };
        var found = papers.Where(filter.Admits).OrderByDescending(p => p.Published).ToList();
        return found.Count == 0
            ? Reply.NoMatch("No stored paper is filed under that category.", [])
            : Listed($"{Count(found)} filed under that category.", found);
    }

    private static Reply Most(Match most, IReadOnlyList<Paper> papers)
    {
        var byComments = most.Groups["comments"].Success;
        double? Value(Paper paper) => byComments ? paper.Comments : paper.Score;
        var best = papers.Where(p => Value(p) is not null).OrderByDescending(Value).ToList();
        if (best.Count == 0)
        {
            return Reply.NoMatch(byComments ? "The listings count no comments." : "The listings give no scores.", []);
        }

        // Several may share the first place.
        var leaders = best.TakeWhile(p => Value(p) == Value(best[0])).Take(MostListed).ToList();
        var value = Value(best[0])!.Value.ToString(CultureInfo.InvariantCulture);
        return Listed(byComments ? $"Most comments, as the listings count them: {value}." : $"Highest score, as the listings give it: {value}.", leaders);
    }

    // An institution is meant by its whole name, or by its first word where that follows "from", "by" or "at".
    private static Reply? From(string question, IReadOnlyList<Paper> papers)
    {
        var asked = string.Concat(' ', string.Join(' ', Words.Of(question).Select(w => w.Folded)), ' ');
        bool IsAsked(string affiliation)
        {
            var words = Words.Of(affiliation).Select(w => w.Folded).ToList();
            return words.Count > 0 && (asked.Contains($" {string.Join(' ', words)} ", StringComparison.Ordinal)
                || (words[0].Length > 2 && Array.Exists(Prepositions, before => asked.EndsWith($" {before} {words[0]} ", StringComparison.Ordinal))));
        }

        var found = papers.Where(p => p.Affiliations?.Any(IsAsked) ?? false).OrderByDescending(p => p.Published).ToList();
        return found.Count == 0 ? null : Listed($"{Count(found)} listed with that institution.", found);
    }

    private static string Count(List<Paper> papers) =>
        $"{papers.Count.ToString(CultureInfo.InvariantCulture)} {(papers.Count == 1 ? "paper is" : "papers are")}";

    private static Reply Listed(string opening, List<Paper> papers)
    {
        var sources = new SourceList();
        var lines = papers.Take(MostListed).Select(p => CollectionQuestions.Line(p, sources));
        var rest = papers.Count > MostListed ? $"\nand {(papers.Count - MostListed).ToString(CultureInfo.InvariantCulture)} more." : "";
        return Reply.Answered($"{opening}\n{string.Join('\n', lines)}{rest}", sources);
    }

    // "papers from March 2024", "how many papers are from 2023", "what was published since 2025".
    [GeneratedRegex(
        @"\b(" + PaperWords + @"|what)\s+((are|were|was|is|do\s+you\s+have|published|dated|released)\s+){0,3}(?<bound>from|in|of|since|after|before)\s+((?<month>"
        + Months + @")\s+)?(?<year>(19|20)\d\d)\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex PeriodPattern();

    // "papers in category CL", "which papers are filed under cs.CL".
    [GeneratedRegex(
        @"\b(" + PaperWords + @")\b.{0,20}\b(in|of|under|with)\s+(the\s+)?((arxiv\s+)?category\s+(?<category>[\w.-]+)|(?<category>[a-z-]+\.[a-z]{2}))\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex CategoryPattern();

    [GeneratedRegex(
        @"^(?=.*\b(" + PaperWords + @")\b).*\b(?<comments>most\s+(comments|commented|discussed))\b(\s+(" + PaperWords + @"))?\W*$"
        + @"|^(?=.*\b(" + PaperWords + @")\b).*\b(highest|best|top)[\s-](score[ds]?|scoring|rated)\b(\s+(" + PaperWords + @"))?\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex MostPattern();

    [GeneratedRegex(@"\b(" + PaperWords + @"|anything|what|which)\b.*\b(from|by|at)\s+[\w .&-]+\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex OriginPattern();
}
