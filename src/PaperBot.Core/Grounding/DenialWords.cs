namespace PaperBot.Grounding;

/// <summary>The words that English denies with, by hand.</summary>
internal static class DenialWords
{
    // "disliked", "unread".
    public static readonly string[] Prefixes = ["un", "dis", "non", "mis"];

    public static readonly HashSet<string> Negating = Set("""
        not no never without neither nor cannot none nothing nobody unable
        lacks lack lacked lacking
        hardly barely scarcely rarely seldom doesnt dont didnt isnt arent wasnt werent cant couldnt wont hasnt havent wouldnt shouldnt
        non neednt
        """);

    // They deny by degree, and a sentence that names the degree says the same.
    public static readonly HashSet<string> Weak = Set("hardly barely scarcely almost nearly rarely seldom");

    public static readonly HashSet<string> Small =
        Set("less only slightly few little small within under below merely mere same close "
        + "stay stays stayed constant unchanged remain remains remained slight minor marginal marginally negligible");

    /// <summary>Words that deny what follows "to" after them: "fails to".</summary>
    public static readonly HashSet<string> DenyingBeforeTo =
        Set("fails fail failed failing refuses refuse refused declines declined");

    /// <summary>They say that what stands before them is no more.</summary>
    public static readonly HashSet<string> Ending = Set("vanish vanishes vanished disappear disappears disappeared");

    /// <summary>They say that what follows does not happen.</summary>
    public static readonly HashSet<string> Avoiding = Set("avoid avoids avoided avoiding prevent prevents prevented preventing");

    /// <summary>They deny what follows "against" after them.</summary>
    public static readonly HashSet<string> Advising =
        Set("advise advises advised warn warns warned warning caution cautions cautioned");

    /// <summary>A claim with one of these needs some word of denial in its evidence.</summary>
    public static readonly HashSet<string> Strong = Set("""
        fail fails reject rejects rejected refuse refuses refused impossible useless unable incapable waste wastes wasted harmful
        """);

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
        ignored untouched undo limit limits limited fail fails failed
        """);

    private static HashSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
