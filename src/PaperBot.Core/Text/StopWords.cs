namespace PaperBot.Text;

/// <summary>Words that say nothing about a topic.</summary>
internal static class StopWords
{
    private static readonly HashSet<string> English = Set("""
        a about above after again against all also although am among an and any anybody anyone anything are arent as at be because
        been before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing dont down during
        each either else ever every everything few for from further get gets getting got had hadnt has hasnt have havent having he
        hence her here hers herself him himself his how however i id if ill im in into is isnt it its itself ive just let lets like
        many may me might more most much must my myself neither no nor not now of off often on once one only onto or other our ours
        out over own per quite rather really same shall she should since so some somebody someone something still such than that
        thats the their theirs them then there theres these they theyre thing things this those though through thus to too toward
        towards under until up upon us use used uses using very via was wasnt we well were werent what whats when where whether
        which while who whom whose why will with within without wont would yes yet you your yours yourself
        """);

    private static readonly HashSet<string> Asking = Set("""
        abstract abstracts according actually anybody article articles ask asked asks basically call called claim claims compare
        compared comparison curious describe described describes difference differences different discuss discusses does
        essay everything exactly explain explains find finds found give gives guess guys happen happens help hello hey hi idea
        interested investigate investigates know known kind kinds list look looked looking looks mean means mention mentioned
        mentions name named names need paper papers people please pls present presents propose proposed proposes publication
        publications quick quickly question recommend relevant remember report reported reports research say saying says see seen
        show showed shown shows sort stuff studies study studied talk talks tell thanks thank think tried try type types want
        wanted wants whats whose wonder wondering work works write wrote
        """);

    /// <summary>Function words of English.</summary>
    public static bool IsFunctionWord(string folded) => English.Contains(folded);

    /// <summary>Function words, and the words people ask about papers with ("which paper shows…").</summary>
    public static bool IsAskingWord(string folded) => English.Contains(folded) || Asking.Contains(folded);

    private static HashSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
