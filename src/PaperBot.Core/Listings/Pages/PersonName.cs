using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace PaperBot.Listings.Pages;

/// <summary>
/// How unlike a person's name a text is: 0 is an ordinary name such as <c>Ana de la Cruz</c>, <see cref="Never"/> no name at all.
/// Costs are the scale of <see cref="AuthorBoundary"/>.
/// </summary>
internal static partial class PersonName
{
    public const double Never = 100;

    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
        "van von der den de del della di da dos das du la le el al bin ibn bint ben ter ten af av zu zur y e i 't d' abu do san st. st".Split(' '));

    /// <summary>Words that end titles far more often than they are names.</summary>
    private static readonly FrozenSet<string> TitleWords = FrozenSet.ToFrozenSet(
        ("Abilities Adaptation Agent Agents Algorithm Algorithms Alignment Analysis Approach Attention Benchmark Benchmarks Beliefs "
        + "Challenge Challenges Control Data Dataset Datasets Detection Distillation Evaluation Experience Experiments Framework "
        + "Generalization Generation Inference Intelligence Knowledge Language Languages Large Learning Machine Memory Method Methods "
        + "Model Modeling Models Network Networks Neural Optimization Planning Policy Pretraining Reasoning Recognition Report "
        + "Representations Retrieval Review Search Speech Study Suite Survey System Systems Task Tasks Text Theory Training "
        + "Transformer Transformers Translation Understanding Via Vision With Without From For The And Of In On To By Using Towards "
        + "Is Are Can Do Does How What Why When All You Need Small Deep Open Multi Not").Split(' '));

    /// <summary>True for a word that ends titles far more often than it is a name.</summary>
    public static bool IsTitleWord(string word) => TitleWords.Contains(word);

    /// <summary>The cost of reading <paramref name="text"/> as one person's whole name.</summary>
    public static double Cost(string text)
    {
        var tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (tokens.Length is 0 or > 7)
        {
            return Never;
        }

        if (tokens.All(token => IdeographicName().IsMatch(token)))
        {
            return 0;
        }

        if (tokens.Length == 1 && Laboratory().Match(tokens[0]) is { Success: true } laboratory)
        {
            // DeepSeek-AI rather than Seek-AI.
            return 1 - (0.25 * laboratory.Groups[1].Captures.Count);
        }

        double cost = tokens.Length switch { 1 => 4, <= 4 => 0, _ => tokens.Length - 4 };
        var words = 0;
        for (var i = 0; i < tokens.Length && cost < Never; i++)
        {
            if (Particles.Contains(tokens[i]))
            {
                // A name may begin with a particle but hardly ends with one.
                cost += i == tokens.Length - 1 ? 4 : i == 0 ? 2 : 0;
                continue;
            }

            words += Initials().IsMatch(tokens[i]) ? 0 : 1;
            cost += TokenCost(tokens[i], first: i == 0);
        }

        return words == 0 ? Never : Math.Min(cost, Never);
    }

    private static double TokenCost(string token, bool first)
    {
        if (Initials().IsMatch(token) || Abbreviation().IsMatch(token))
        {
            return 0;
        }

        if (!first && Generation().IsMatch(token))
        {
            return 0;
        }

        if (Nickname().Match(token) is { Success: true } nickname)
        {
            return 0.5 + TokenCost(nickname.Groups[1].Value, first);
        }

        if (InitialAndSurname().Match(token) is { Success: true } joined)
        {
            return 0.25 + TokenCost(joined.Groups[1].Value, first: false);
        }

        var total = TitleWords.Contains(token) ? 3.0 : 0;
        foreach (var part in token.Split(['-', '‐', '‑', '\'', '’', '`', '´', 'ʻ'], StringSplitOptions.RemoveEmptyEntries))
        {
            total += PartCost(part);
            if (total >= Never)
            {
                return Never;
            }
        }

        return char.IsUpper(token[0]) || token.AsSpan().ContainsAny('\'', '’') || token.StartsWith("al-", StringComparison.Ordinal)
            ? total
            : Never;
    }

    private static double PartCost(string part)
    {
        if (Plain().IsMatch(part))
        {
            return 0;
        }

        if (AllCapitals().IsMatch(part))
        {
            return part.Length == 1 ? 0 : 1;
        }

        // Two capitals or more inside one word: a known prefix (McDonald, DeVito), joined syllables (XiaoMing), else hardly a name.
        var humps = Humps().Matches(part);
        if (humps.Count < 2 || humps.Sum(hump => hump.Length) != part.Length)
        {
            return Never;
        }

        if (humps.Count == 2 && CamelPrefix().IsMatch(humps[0].Value) && humps[1].Length >= 3)
        {
            return 0.25;
        }

        return humps.All(hump => Syllable().IsMatch(hump.Value)) ? 0.5 : 1.5 * (humps.Count - 1) + 1;
    }

    [GeneratedRegex(@"^(?:\p{Lu}\p{M}*\.?-?)(?:\p{Lu}\p{M}*\.-?)*$")]
    private static partial Regex Initials();

    [GeneratedRegex(@"^(?:\p{Lu}\.)+(\p{Lu}\p{Ll}.*)$")]
    private static partial Regex InitialAndSurname();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}{1,3}\.$")]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"^(?:Jr|Sr)\.?$|^(?:II|III|IV)$")]
    private static partial Regex Generation();

    [GeneratedRegex(@"^[(""“]([^()""“”]+)[)""”]$")]
    private static partial Regex Nickname();

    [GeneratedRegex(@"^[\p{Lu}\p{Ll}\p{Lo}\p{M}][\p{Ll}\p{Lo}\p{M}]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\p{Lu}{1,6}$")]
    private static partial Regex AllCapitals();

    [GeneratedRegex(@"\p{Lu}[\p{Ll}\p{M}]+")]
    private static partial Regex Humps();

    [GeneratedRegex(@"^(?:Mc|Mac|De|Del|Della|Di|Du|Da|Dos|La|Le|Lo|Van|Von|Fitz|St|Al|El|Abu|Ben|Bel|Ou|Ap|Ter|Ten|Vander|Vande|Sch|San)$")]
    private static partial Regex CamelPrefix();

    [GeneratedRegex(
        @"^(?:[bpmfdtnlgkhjqxrzcswy]|zh|ch|sh)?(?:a|o|e|i|u|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ang|eng|ing|ong|ia|iao|ian|iang|iong|ua|uo|uai|uan|uang)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Syllable();

    // OpenAI, DeepSeek-AI: a laboratory that signs as an author.
    [GeneratedRegex(@"^(\p{Lu}\p{Ll}+){1,3}-?AI$")]
    private static partial Regex Laboratory();

    [GeneratedRegex(@"^\p{Lo}{2,6}$|^\p{Lo}+·\p{Lo}+$")]
    private static partial Regex IdeographicName();
}
