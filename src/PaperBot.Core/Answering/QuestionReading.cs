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
        var stem = counted.Success ? EnglishStemmer.Stem(Words.Fold(counted.Groups["what"].Value)) : null;
        return new AnswerShape(BreadthOf(question), WantedOf(question), stem, PartsOf(question));
    }

    private static Breadth BreadthOf(string question) =>
        ComparePattern().IsMatch(question) ? Breadth.Compare
        : SeveralPattern().IsMatch(question) ? Breadth.Several
        : WhichPattern().IsMatch(question) ? Breadth.Which
        : Breadth.One;

    private static Wanted WantedOf(string question) =>
        NumberPattern().IsMatch(question) ? Wanted.Number
        : NamesPattern().IsMatch(question) ? Wanted.Names
        : PersonPattern().IsMatch(question) ? Wanted.Person
        : Wanted.Anything;

    private static int PartsOf(string question) => 1 + PartPattern().Count(question);

    [GeneratedRegex(@"\bhow\s+many\s+(?:(?:different|distinct|new|more|other|of|the|total|such)\s+)*(?<what>[\p{L}][\p{L}-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex CountedPattern();

    [GeneratedRegex(@"\b(compare|comparison|versus|vs\.?|differences?\s+between|how\s+do(es)?\s+.+\s+differ)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ComparePattern();

    [GeneratedRegex(@"\b(papers|studies|articles|works|publications|surveys)\b|\b(list|anything|everything)\b|\bwho\s+uses\b|^any\s+\w+s\b|\bwhich\s+(?:two|three|four)\b.*\bpapers?\b|\bstuff\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SeveralPattern();

    [GeneratedRegex(@"\b(which|what|a|the|that|any|one)\s+(paper|study|article|work|publication|one|essay|survey|review)\b|\bwhats?\s+(this|it|that)\s+called\b|\bis\s+there\s+(a|an|any|anything)\b|\bwho\s+(\w+s|\w+ed)\b|\bdoes\s+any(one|body)\b|\bi\s+remember\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex WhichPattern();

    [GeneratedRegex(@"\bhow\s+(many|much|big|large|long|small|fast|often|far|wide|high|old|accurate|well)\b|\b(percent(age)?|what\s+(number|share|fraction|score|accuracy|rate|size|p-?value)|by\s+what|score|accuracy|f1|wer|bleu|ratio|rate)\b|%",
        RegexOptions.IgnoreCase)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\b(which|what|name|list)\s+(?:the\s+)?(?:\w+\s+){0,3}(datasets?|benchmarks?|models?|languages?|tasks?|corpora|corpus|names?|environments?|domains?|backbones?|families|methods?|metrics?|baselines?|tracks?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NamesPattern();

    [GeneratedRegex(@"\b(who|whose|whom)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PersonPattern();

    [GeneratedRegex(@"(\band\b|,|;|\?)\s*(\w+\s+){0,2}(how|what|which|who|where|when|why|by\s+how)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PartPattern();
}
