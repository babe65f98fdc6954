using System.Text.RegularExpressions;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Reads from a question's wording what shape its answer has.</summary>
internal static partial class QuestionReading
{
    /// <summary>The shape of the answer to a question as typed.</summary>
    public static AnswerShape Read(string question)
    {
        var counted = CountedPattern().Match(question);
        var listed = ListedPattern().Match(question);
        var asked = AskedPattern().Match(question);
        var thing = counted.Success ? counted : listed.Success ? listed : asked;
        var typed = thing.Success ? thing.Groups["what"].Value.ToLowerInvariant() : null;
        return new AnswerShape(
            BreadthOf(question),
            WantedOf(question, counted.Success, listed.Success),
            typed is null ? null : EnglishStemmer.Stem(Words.Fold(typed.AsSpan(typed.LastIndexOf('-') + 1))),
            typed,
            listed.Success && !counted.Success,
            1 + PartPattern().Count(question));
    }

    private static Breadth BreadthOf(string question) =>
        ComparePattern().IsMatch(question) ? Breadth.Compare
        : SeveralPattern().IsMatch(question) ? Breadth.Several
        : WhichPattern().IsMatch(question) ? Breadth.Which
        : Breadth.One;

    private static Wanted WantedOf(string question, bool counted, bool listed) =>
        CostPattern().IsMatch(question) ? Wanted.Cost
        : counted && !UnitPattern().IsMatch(question) ? Wanted.Count
        : MeasurePattern().IsMatch(question) || MeasureNames.In(question) is not null ? Wanted.Measure
        : SizePattern().IsMatch(question) ? Wanted.Size
        : DurationPattern().IsMatch(question) ? Wanted.Duration
        : listed || NamesPattern().IsMatch(question) ? Wanted.Names
        : PersonPattern().IsMatch(question) ? Wanted.Person
        : Wanted.Anything;

    [GeneratedRegex(
        @"\bhow\s+many\s+(?:(?:different|distinct|new|more|other|of|the|total|such|extra|human"
        + @"|native)\s+)*(?<what>\p{L}[\p{L}-]+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex CountedPattern();

    [GeneratedRegex(
        @"\b(?:which|what|name|names\s+of|list)\s+(?:are\s+)?(?:all\s+)?(?:the\s+)?(?:two|three|four|five|six|seven"
        + @"|eight|nine|ten|\d+)\s+(?:[\w-]+\s+){0,2}?(?<what>\p{L}{2,}s|sets)\b"
        + @"|\bname\s+(?:all\s+)?(?:the\s+)(?:[\w-]+\s+){0,2}?(?<what>\p{L}{2,}s)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ListedPattern();

    [GeneratedRegex(
        @"\b(?:which|what)\s+(?:(?:kinds?|sorts?|types?|base|backbone|open|large|big|small|other|main|exact"
        + @"|specific)\s+(?:of\s+)?)*(?<what>\p{L}[\p{L}-]{2,})",
        RegexOptions.IgnoreCase)]
    private static partial Regex AskedPattern();

    [GeneratedRegex(
        @"\b(compare|comparison|versus|vs\.?|differences?\s+between|how\s+do(es)?\s+.+\s+differ)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ComparePattern();

    [GeneratedRegex(
        @"\b(papers|studies|articles|works|publications|surveys)\b|\b(list|anything|everything)\b"
        + @"|\bwhat\s+(is\s+there|(has|have)\s+been\s+done|do\s+you\s+have)\b|\bwho\s+uses\b|^any\s+\w+s\b"
        + @"|\bwhich\s+(?:two|three|four)\b.*\bpapers?\b|\bstuff\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SeveralPattern();

    [GeneratedRegex(
        @"\b(which|what|a|the|that|any|one)\s+(paper|study|article|work|publication|one|essay|survey|review)\b(?![-])"
        + @"|\bwhats?\s+(this|it|that)\s+called\b|\bis\s+there\s+(a|an|any|anything)\b|\bwho\s+(\w+s|\w+ed)\b"
        + @"|\bdoes\s+any(one|body)\b|\bi\s+remember\b|\bwho\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex WhichPattern();

    [GeneratedRegex(
        @"\b(percent(age)?|fraction|share\s+of|score|accuracy|map|ratio|rate|p-?value|speed-?up|gains?"
        + @"|improve(ment)?s?)\b|\bby\s+(how\s+much|what)\b|\bhow\s+(much|well|often|accurate)\b|%",
        RegexOptions.IgnoreCase)]
    private static partial Regex MeasurePattern();

    [GeneratedRegex(@"\b(what|how\s+much)\b.*\b(costs?|price|dollars?|euros?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CostPattern();

    [GeneratedRegex(@"\bhow\s+many\s+(percent|percentage|points|times)\b", RegexOptions.IgnoreCase)]
    private static partial Regex UnitPattern();

    [GeneratedRegex(
        @"\bhow\s+(big|large|small|wide|high|far|deep)\b|\b(what|which|model|verifier|exact|and)\s+(\w+\s+)?sizes?\b"
        + @"|\bsizes?\s*\?",
        RegexOptions.IgnoreCase)]
    private static partial Regex SizePattern();

    [GeneratedRegex(@"\bhow\s+(long|fast|old)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DurationPattern();

    [GeneratedRegex(
        @"\b(?:which|what|name|list)?\s*(?:the\s+)?(?:\w+\s+){0,3}(datasets?|benchmarks?|models?|llms?|languages?"
        + @"|tasks?|corpora|corpus|names?|environments?|domains?|backbones?|families|methods?|metrics?|baselines?"
        + @"|tracks?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NamesPattern();

    [GeneratedRegex(@"\b(who|whose|whom)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PersonPattern();

    [GeneratedRegex(
        @"(\band\b|,|;|\?)\s*(\w+\s+){0,2}(how|what|which|who|where|when|why|by\s+how)\b|\band\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex PartPattern();
}
