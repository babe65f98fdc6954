using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>What a comparative word compares.</summary>
internal enum Axis
{
    Amount,
    Quality,
    Speed,
    Cost,
    Order,
    Ease,
    Degree,
}

/// <summary>A word that says which way something goes.</summary>
internal readonly record struct CueMeaning(Axis Axis, int Sign);

/// <summary>The comparative words of English that abstracts use, by hand.</summary>
internal static class CueTable
{
    private static readonly Dictionary<string, CueMeaning> ByFolded = new(StringComparer.Ordinal);
    private static readonly HashSet<string> Contests = Stems("outperform beat exceed surpass underperform win trail lag lose");
    private static readonly HashSet<string> LowerIsBetter = Stems(
        "error perplexity loss delay latency bruise miss leakage leak failure false sway time cost mistake drift alarm overhead");

    private static readonly HashSet<string> Virtues = Stems(
        "accurate accurately precise precisely reliable reliably effective efficient satisfied robust successful useful helpful");

    private static readonly HashSet<string> HigherIsBetter = Stems(
        "accuracy recall precision score f1 similarity agreement acceptance efficiency fluency");

    static CueTable()
    {
        Add(Axis.Amount, 1, """
            more higher larger greater bigger longer increase increases increased increasing rise rises rose risen
            rising grow grows grew grown growing climb climbs climbed climbing raise raises raised raising boost
            boosts boosted boosting lengthen lengthens lengthened lengthening widen widens widened widening enlarge enlarges grew
            double doubles doubled doubling triple triples tripled above
            """);
        Add(Axis.Amount, -1, """
            fewer lower lowers lowered lowering smaller less decrease decreases decreased decreasing reduce reduces
            reduced reducing reduction drop drops dropped dropping fall falls fell fallen falling cut cuts cutting
            shrink shrinks shrank shrinking decline declines declined declining shorter shorten shortens shortened
            shortening narrow narrows narrowed narrowing halve halves halved halving diminish diminishes diminished
            save saves saved saving below beneath
            """);
        Add(Axis.Quality, 1, """
            better improve improves improved improving improvement outperform outperforms outperformed outperforming
            beat beats beating beaten exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing win
            wins won superior stronger gain gains gained gaining benefit benefits helps helped helping safer helpful
            lead leads led
            ahead profit profits profited preferable prefer prefers preferred
            """);
        Add(Axis.Quality, -1, """
            worse worsen worsens worsened worsening degrade degrades degraded degrading hurt hurts hurting harm harms
            harmed harmful underperform underperforms underperformed underperforming lose loses losing lost inferior
            weaker deteriorate deteriorates trail trails trailed trailing lag lags lagged lagging behind counterproductive
            cost costs loss
            """);
        Add(Axis.Speed, 1, "faster quicker sooner accelerate accelerates accelerated speeds sped");
        Add(Axis.Speed, -1, "slower slows slowed slowing");
        Add(Axis.Cost, 1, "costlier dearer expensive");
        Add(Axis.Cost, -1, "cheaper cheap");
        Add(Axis.Amount, 1, "up");
        Add(Axis.Amount, -1, "down");
        Add(Axis.Order, 1, "after later");
        Add(Axis.Order, -1, "before earlier");
        Add(Axis.Ease, 1, "easier simpler");
        Add(Axis.Ease, -1, "harder tougher");
    }

    public static bool TryGet(string folded, out CueMeaning meaning) => ByFolded.TryGetValue(folded, out meaning);

    /// <summary>Words of one axis that point the other way, for turning a sentence round.</summary>
    public static IEnumerable<KeyValuePair<string, CueMeaning>> All => ByFolded;

    /// <summary>True for verbs whose subject and object are compared without "than".</summary>
    public static bool IsContest(string stem) => Contests.Contains(stem);

    /// <summary>True for what a thing is praised for: "more accurate" is better.</summary>
    public static bool IsVirtue(string stem) => Virtues.Contains(stem);

    /// <summary>True for cues that as often name what is measured: "the benefit shrinks".</summary>
    public static bool IsNoun(string folded) => folded is "benefit" or "benefits" or "gain" or "gains" or "improvement" or "loss"
        or "reduction" or "increase" or "decrease" or "rise" or "drop";

    /// <summary>True for cues of amount that say how one thing changes, not how two differ.</summary>
    public static bool IsChange(string folded) => ByFolded.TryGetValue(folded, out var meaning) && meaning.Axis == Axis.Amount
        && !folded.EndsWith("er", StringComparison.Ordinal)
        && folded is not ("more" or "less" or "above" or "below" or "beneath");

    /// <summary>+1 where more of what two sentences measure is better, -1 where less is.</summary>
    public static int Betterment(Statement claim, Statement statement) =>
        statement.Tokens.Exists(t => HigherIsBetter.Contains(t.Stem)) ? 1
            : statement.Tokens.Concat(claim.Tokens).Any(t => LowerIsBetter.Contains(t.Stem)) ? -1 : 1;

    /// <summary>True for measures of which less is better.</summary>
    public static bool IsBetterLow(string stem) => LowerIsBetter.Contains(stem);

    private static void Add(Axis axis, int sign, string words)
    {
        foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            ByFolded[word] = new CueMeaning(axis, sign);
        }
    }

    private static HashSet<string> Stems(string words) => words.Split(' ').Select(EnglishStemmer.Stem)
        .ToHashSet(StringComparer.Ordinal);
}
