using System.Text.RegularExpressions;

namespace PaperBot.Answering;

/// <summary>Messages that try to give the bot orders about itself instead of asking about papers.</summary>
internal static partial class OrdersToTheBot
{
    /// <summary>True for such an order.</summary>
    public static bool Are(string message) => OrderPattern().IsMatch(message);

    [GeneratedRegex(
        @"\b(ignore|forget|disregard|override)\s+(all\s+|any\s+|the\s+|your\s+|every\s*)*(previous|prior|above|earlier"
        + @"|instructions?|rules?|everything|told)\b|\b(system|hidden|initial)\s+prompt\b"
        + @"|\byour\s+(instructions|rules|prompt|configuration|token)\b|\bfrom\s+now\s+on\b|\byou\s+are\s+now\b"
        + @"|(^|[.!?:;,]\s*|\b(and|then|please|now|just|must|should|you(\s+to)?)\s+)(pretend|act|behave)\s+(to\s+be|as|like|that\s+you)\b"
        + @"|\binvent\s+(a|an|some|me)\b"
        + @"|\bmake\s+up\s+(a|an|some)\b|\bpost\s+(this|the\s+following|a\s+link)\b|\bsay\s+in\s+the\s+name\b"
        + @"|\b(repeat|say|write|print|output)\s+(after\s+me|exactly|the\s+word|this|only|verbatim)\b"
        + @"|\banswer\s+only\s+with\b|\brespond\s+only\b|\bdo\s+what\s+i\s+told\b|\b@(everyone|here)\b|\breveal\s+your\b"
        + @"|\bjailbreak\b|\bdeveloper\s+mode\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex OrderPattern();
}
