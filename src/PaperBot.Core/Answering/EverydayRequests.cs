using System.Text.RegularExpressions;

namespace PaperBot.Answering;

/// <summary>
/// The everyday requests every bot is sent (weather, recipes, prices, translations) and messages in other languages. A paper whose
/// abstract covers most of the words can still be meant.
/// </summary>
internal static partial class EverydayRequests
{
    private const string PoliteOpening = @"^(please\s+)?((can|could|would|will)\s+you\s+)?(please\s+)?";
    private const string Deeds =
        @"open|close|turn\s+(on|off)|book|order|play|sing|remind|call|set\s+(a|an|my)|draw|tell\s+(me|us)\s+a\s+(story|joke|tale)";

    private const string Writings = @"code|program|function|script|song|story|letter|e-?mail|essay|speech|tweet";
    private const string PaperWords = @"papers?|stud(y|ies)|articles?|work|reading|abstracts?";

    private const string Topics =
        @"weather|snow|rain|premier\s+league|passport|pancakes?|refund|joke|recipe|cook|dinner|pizza|restaurant|horoscope|poem|limerick|"
        + @"movie|film|song|bitcoin|stock\s+price|lottery|football|soccer|champions\s+league|capital\s+of|what\s+time|router|laptop|"
        + @"printer|tyre|tire|flight|hotel|train\s+to";

    private const string Belongings =
        "computer|phone|car|bike|girlfriend|boyfriend|gf|bf|wife|husband|cat|dog|boss|landlord|shares|kids?|child|children|house|job|guitar|homework";

    /// <summary>True for a message that everyday life sends.</summary>
    public static bool Are(string message) =>
        DeedPattern().IsMatch(message) || TopicPattern().IsMatch(message) || OwnAffairPattern().IsMatch(message)
        || ForeignPattern().Count(message) >= 2;

    /// <summary>True for a sum to work out ("2+2", "what is 17*23?").</summary>
    public static bool IsSum(string message) => SumPattern().IsMatch(message);

    [GeneratedRegex(
        PoliteOpening + @"(" + Deeds + @"|write\s+(me\s+)?((a|an|some)\s+)?(\w+\s+)?(" + Writings
        + @")|recommend\s+(me\s+)?(a|an|some)\s+(?!([\w-]+\s+){0,2}(" + PaperWords + @")))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex DeedPattern();

    [GeneratedRegex(
        @"\b("
        + Topics + @"|(convert|translate)\s+\W?[\w']+|book\s+me|my\s+(" + Belongings + @"))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex TopicPattern();

    // "how do I pass my driving test", "how can I teach my child to read".
    [GeneratedRegex(
        @"^\W*(how|where|when|what)\s+(do|can|should|could|must|to)\s+(i\b.{0,60}\bmy\b|\w+\s+my\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex OwnAffairPattern();

    [GeneratedRegex(@"^[\W\d]*(what'?s?|how\s+much)?(\s+is)?\s*\d+\s*[-+*/x×]\s*\d+\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex SumPattern();

    // Function words that English does not have.
    [GeneratedRegex(
        @"\b(ich|du|wir|ist|nicht|eine?|der|das|und|wie|was|wo|mein|für|auf|le|les|une|des|est|pour|dans|que|quel(le)?|combien|je|vous|"
        + @"el|los|las|una|del|por|para|qué|cómo|quién|cuál|de|il|che|di|sono|per|come|não|uma|jak|jest|się|na|czy|hoe|het|een|wat|och|"
        + @"att|som)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ForeignPattern();
}
