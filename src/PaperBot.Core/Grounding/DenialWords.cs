namespace PaperBot.Grounding;

/// <summary>The words that English denies with, by hand.</summary>
internal static class DenialWords
{
    // "disliked", "unread".
    public static readonly string[] Prefixes = ["un", "dis", "non", "mis"];

    public static readonly HashSet<string> Negating = Set("""
        not no never without neither nor cannot none nothing nobody unable
        fails fail failed failing lacks lack lacked lacking
        hardly barely scarcely doesnt dont didnt isnt arent wasnt werent cant couldnt wont hasnt havent wouldnt shouldnt non
        """);

    // They deny by degree, and a sentence that names the degree says the same.
    public static readonly HashSet<string> Weak = Set("hardly barely scarcely almost nearly");

    public static readonly HashSet<string> Small =
        Set("less only slightly few little small within under below merely mere same close");

    // These deny without a "not", so that one sentence may have them where the other has it.
    public static readonly HashSet<string> Denying = Set("""
        remove removed removes removing removal absent absence omit omits omitted omitting skip skips skipped skipping delete
        deleted
        exclude excluded excluding avoid avoids avoided miss misses missing lose loses losing lost vanish vanishes disappear
        disappears
        unchanged unsolved free except exception exceptions rarely seldom unaffected useless withhold reject rejects
        rejected refuse refuses unavailable impossible prevent prevents stop stops stopped unlike unseen unread insufficient
        inadequate incapable unnecessary unneeded wrong wrongly cancel eliminate eliminates discard discards discarded ignore
        ignores
        ignored untouched remain remains undo limit limits limited
        """);

    public static readonly Dictionary<string, string> Antonyms = new(StringComparer.Ordinal)
    {
        ["unsolved"] = "solved", ["unchanged"] = "changed", ["unable"] = "able", ["unclear"] = "clear", ["unreliable"] =
            "reliable",
        ["unstable"] = "stable", ["insignificant"] = "significant", ["ineffective"] = "effective", ["inaccurate"] = "accurate",
        ["insufficient"] = "sufficient", ["incorrect"] = "correct", ["incorrectly"] = "correctly", ["wrongly"] = "correctly",
        ["impossible"] = "possible", ["unsuitable"] = "suitable", ["unlikely"] = "likely", ["unnecessary"] = "necessary",
        ["unbiased"] = "biased", ["unlabelled"] = "labelled", ["unlabeled"] = "labeled", ["unsupervised"] = "supervised",
        ["inconsistent"] = "consistent", ["independent"] = "dependent", ["unseen"] = "seen", ["unaffected"] = "affected",
        ["useless"] = "useful", ["harmless"] = "harmful", ["disagree"] = "agree", ["dissimilar"] = "similar",
    };

    private static HashSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
