using System.Text.RegularExpressions;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>How far a sentence holds the kind of words a question wants, whatever it is about.</summary>
internal static partial class AnswerFit
{
    // How near a number, or a list of names, must stand to the thing counted or named, in words.
    private const int Near = 6;
    private const int ListNear = 10;

    /// <summary>A factor from 0.7 (cannot answer) over 1 (no telling) to 2 (holds exactly that).</summary>
    public static double Of(Evidence evidence, AnswerShape shape)
    {
        var text = evidence.Sentence.Text;
        return shape.Wanted switch
        {
            Wanted.Count => CountsTheThing(evidence, shape.Thing) ? 2 : Numbers.HoldsQuantity(text) ? 1.3 : 0.7,
            Wanted.Measure => MeasuredPattern().IsMatch(text) ? ChangedPattern().IsMatch(text) ? 2.2 : 1.8 : Numbers.HoldsQuantity(text) ? 1.3 : 0.7,
            Wanted.Size => SizePattern().IsMatch(text) ? 2 : Numbers.HoldsQuantity(text) ? 1.3 : 0.7,
            Wanted.Duration => DurationPattern().IsMatch(text) ? 2 : Numbers.HoldsQuantity(text) ? 1.2 : 0.7,
            Wanted.Cost => Costs(text) ? 2 : 1,
            Wanted.Names => NamesTheThings(evidence, shape.Thing) ? 1.6 : PaperNames.CoinedIn(text).Any() ? 1.2 : 1,
            Wanted.Person => evidence.Words.Skip(1).Any(w => char.IsUpper(text[w.Start])) ? 1.15 : 1,
            _ => 1,
        };
    }

    /// <summary>True for a value with a unit of measurement: percent, points, a factor, a decimal.</summary>
    public static bool Measures(string text) => MeasuredPattern().IsMatch(text);

    /// <summary>True for a sum of money.</summary>
    public static bool Costs(string text) => CostPattern().IsMatch(text);

    /// <summary>True for a size: billions of parameters, thousands of examples.</summary>
    public static bool Sizes(string text) => SizePattern().IsMatch(text);

    /// <summary>"18 datasets", "240 doubly annotated images": a number shortly before the thing counted.</summary>
    public static bool CountsTheThing(Evidence evidence, string? thing)
    {
        for (var i = 0; thing is not null && i < evidence.Words.Count; i++)
        {
            if (evidence.Stems[i] == thing)
            {
                for (var before = Math.Max(0, i - Near); before < i; before++)
                {
                    var word = evidence.Words[before];
                    if ((Numbers.IsNumber(word.Folded) && !Numbers.IsListMark(evidence.Sentence.Text, word))
                        || word.Folded is "majority" or "most" or "dozens" or "hundreds" or "thousands" or "one" or "single")
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>
    /// "three datasets: A, B and C", "models (A, B)", "on A, B, and C datasets": names in a list shortly before or after the
    /// thing named.
    /// </summary>
    public static bool NamesTheThings(Evidence evidence, string? thing)
    {
        var text = evidence.Sentence.Text;
        for (var i = 0; thing is not null && i < evidence.Words.Count; i++)
        {
            if (evidence.Stems[i] != thing)
            {
                continue;
            }

            var after = text[evidence.Words[i].End..];
            if (OpenerPattern().IsMatch(after))
            {
                return true;
            }

            var from = evidence.Words[Math.Max(0, i - ListNear)].Start;
            if (CountNames(text[from..evidence.Words[i].Start]) >= 2)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many tokens of a text look like names of things: coined words, or capitals inside a sentence.</summary>
    public static int CountNames(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Count(token => char.IsUpper(token.TrimStart('(', '"', '“', '\'')[..Math.Min(1, token.TrimStart('(', '"', '“', '\'').Length)].FirstOrDefault()));

    [GeneratedRegex(
        @"\d\s*\\?%|\d\s*(percent|points?|pp\b|times|x\b|fold)|\d+\.\d+"
        + @"|\b(twice|half|double[sd]?|triple[sd]?|order\s+of\s+magnitude|by\s+a\s+factor)\b|\d[+-]?\s*(dB|ms)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex MeasuredPattern();

    [GeneratedRegex(
        @"\d\s*[BMKTbmk]\b|\b(billion|million|thousand|hundred)s?\b|\d{1,3}(,\d{3})+"
        + @"|\d\s+(parameters|tokens|examples|layers|hours)",
        RegexOptions.None)]
    private static partial Regex SizePattern();

    [GeneratedRegex(
        @"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several)[\s-]+(milli)?(second|minute|hour|day"
        + @"|week|month|year|step|epoch|ms)s?\b|\d\s*(ms|s|h)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex DurationPattern();

    [GeneratedRegex(
        @"\bfrom\s+\S*\d\S*\s+(?:\S+\s+)?to\s+\S*\d"
        + @"|\b(gain|improv|outperform|surpass|exceed|rais|reduc|lower|drop|fall|fell|cut|increas|decreas|grow|grew"
        + @"|better|faster|fewer|compared|instead\s+of|against)\w*",
        RegexOptions.IgnoreCase)]
    private static partial Regex ChangedPattern();

    [GeneratedRegex(@"[$€£]\s?\d|\d\s*(dollars?|euros?|pounds?|usd|eur|cents?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CostPattern();

    // A colon or dash with no other stop before it, or a bracket that opens with a name or a number.
    [GeneratedRegex(
        @"^[^,.;:()]{0,80}(:\s|\s-{1,3}\s|[—–])|^[^,.;:()]{0,40}\((1|i|a)?\)?\s*\p{Lu}|^[^,.;:()]{0,60}\((1|i|a)\)"
        + @"|^\W{0,2},?\s*(such\s+as|including|namely|like|i\.e\.|e\.g\.|viz)")]
    private static partial Regex OpenerPattern();
}
