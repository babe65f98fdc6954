using System.Globalization;
using System.Text.RegularExpressions;

namespace PaperBot.Answering;

/// <summary>
/// Places of a list that a question points at: "2 and 5", "papers 1-3", "the second one", "the first two", "the last".
/// </summary>
/// <param name="Places">From 1, in the order of the question; empty when it counts from the start or the end.</param>
/// <param name="FromStart">How many from the start; 0 for none.</param>
/// <param name="FromEnd">How many from the end; 0 for none.</param>
internal sealed partial record ListReference(IReadOnlyList<int> Places, int FromStart, int FromEnd)
{
    private const string Counts = "two|three|four|five|six|seven|eight|nine|ten|[2-9]|10";
    private const string OrdinalWords =
        "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|1st|2nd|3rd|[4-9]th|10th";

    private const string Things = "ones?|papers?|stud(?:y|ies)|works?|articles?|results?|sources?";

    // What may follow where the words before it are about whole papers, not about layers or steps.
    private const string Onward =
        @"(?:\s+(?:" + Things + @")\b|\s*(?:$|[?.!,;:])|\s+(?:of\s+(?:them|these|those)|have|has|do|does|did|differ|are|is|were|was"
        + @"|report|say|use|find|show|compare|in|on|with|by|please|about|against|regarding)\b)";

    // A number that is no measurement and no year.
    private const string Number = @"[#\[(]?(?<![\d.])\d{1,2}(?![\d%]|[.,]\d|\s*(?:%|percent))[\])]?";
    private const string Joining = @"\s*(?:,\s*and\b|,|and\b|&|or\b|vs\.?|versus\b|with\b|to\b|against\b)\s*";
    private const string Between = Joining + @"(?:papers?\s+|numbers?\s+|sources?\s+|no\.?\s*)?";
    private const string Several = Number + "(?:" + Between + Number + ")+";
    private const string Any = Number + "(?:(?:" + Between + @"|\s*[-–]\s*)" + Number + ")*";

    private static readonly string[] CountWords = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static readonly string[] Ordinals =
    [
        "", "first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th", "ninth 9th",
        "tenth 10th",
    ];

    /// <summary>The places a question points at, or null when it points at none.</summary>
    public static ListReference? In(string question)
    {
        if (CountedPattern().Match(question) is { Success: true } counted)
        {
            var count = CountOf(counted.Groups["count"].Value);
            return counted.Groups["end"].Value.Equals("last", StringComparison.OrdinalIgnoreCase)
                ? new ListReference([], 0, count)
                : new ListReference([], count, 0);
        }

        if (OrdinalPattern().Match(question) is { Success: true } ordinal)
        {
            List<int> places = [.. ordinal.Groups["word"].Captures.Select(c => OrdinalOf(c.Value))];
            return places is [-1] ? new ListReference([], 0, 1) : places.Contains(-1) ? null : new ListReference(places, 0, 0);
        }

        return NumberPattern().Match(question) is { Success: true } numbers ? Of(NumbersIn(numbers.Groups["list"].Value)) : null;
    }

    /// <summary>How long a list must be for every place to be on it.</summary>
    public int Least => Places.Count > 0 ? Places.Max() : Math.Max(FromStart, FromEnd);

    /// <summary>The places on a list of <paramref name="count"/>, from 0; null when one lies past its end.</summary>
    public IReadOnlyList<int>? On(int count) =>
        Least > count ? null
        : FromStart > 0 ? [.. Enumerable.Range(0, FromStart)]
        : FromEnd > 0 ? [.. Enumerable.Range(count - FromEnd, FromEnd)]
        : [.. Places.Select(p => p - 1)];

    private static ListReference? Of(List<int> places) => places.Contains(0) ? null : new ListReference(places, 0, 0);

    // "2-4" is a range, "2 to 4" and "2, 4" are two numbers.
    private static List<int> NumbersIn(string list)
    {
        List<int> numbers = [];
        foreach (Match part in RangePattern().Matches(list))
        {
            var from = int.Parse(part.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
            var to = part.Groups["to"].Success ? int.Parse(part.Groups["to"].ValueSpan, CultureInfo.InvariantCulture) : from;
            numbers.AddRange(from <= to ? Enumerable.Range(from, to - from + 1) : [from, to]);
        }

        return [.. numbers.Distinct()];
    }

    private static int CountOf(string word) =>
        Array.FindIndex(CountWords, w => w.Equals(word, StringComparison.OrdinalIgnoreCase)) is > 0 and var count
            ? count
            : int.Parse(word, CultureInfo.InvariantCulture);

    // -1 for the last.
    private static int OrdinalOf(string word) => word.Equals("last", StringComparison.OrdinalIgnoreCase)
        ? -1
        : Array.FindIndex(Ordinals, o => o.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b(?:the|these|those|your)\s+(?<end>first|last)\s+(?<count>" + Counts + ")" + Onward, RegexOptions.IgnoreCase)]
    private static partial Regex CountedPattern();

    [GeneratedRegex(
        @"\b(?:the|its|their|and|about)\s+(?<word>" + OrdinalWords + @")(?:\s+(?:one|paper)\b)?"
        + "(?:" + Joining + @"(?:the\s+)?(?<word>" + OrdinalWords + @")(?:\s+(?:one|paper)\b)?)+"
        + Onward
        + @"|\b(?:the|its|their|and|about)\s+(?<word>" + OrdinalWords + @")(?:\s+(?:one|paper|study|work|result|source)\b|\s*\W*$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex OrdinalPattern();

    // By a word before the number; by "compare", with nothing after that would make it an amount; by what follows; or alone.
    [GeneratedRegex(
        @"\b(?:papers?|numbers?|nos?\.|sources?|items?|entries)\s+(?<list>" + Any + ")"
        + @"|\b(?:compare|contrast|between)\s+(?<list>" + Several
        + @")(?=\s*(?:$|[?.!;:,]|(?:please|in|on|by|for|as|regarding)\b|with\s+(?:respect|regard)\b))"
        + @"|\b(?:do|does|did)\s+(?<list>" + Any
        + @")\s+(?:reports?|say|state|find|show|use|propose|claim|differ|agree|mean|present|study|have)\b"
        + @"|^\W*(?:(?:and|so|now|then|what\s+about|how\s+about)\s+)+(?<list>" + Any + @")\W*$"
        + @"|^\W*(?<list>" + Several + @")\W*$"
        + @"|(?<list>[\[#(]\d{1,2}(?![\d%.])[\])]?(?:" + Between + @"[\[#(]?\d{1,2}(?![\d%.])[\])]?)*)",
        RegexOptions.IgnoreCase)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"(?<from>\d{1,2})[\])]?(?:\s*[-–]\s*[\[#(]?(?<to>\d{1,2}))?")]
    private static partial Regex RangePattern();
}
