namespace PaperBot.Grounding;

/// <summary>The words that English denies with, by hand.</summary>
internal static class DenialWords
{
    // "disliked", "unread".
    public static readonly string[] Prefixes = ["un", "dis", "non", "mis"];

    // They begin like a denial and are none.
    private static readonly HashSet<string> NoDenials = Set("""
        uncover uncovers uncovered uncovering discover discovers discovered discovering display displays displayed displaying
        discuss disclose discharge dispatch displace displaced distill distilled union unit united unify unified mission
        """);

    /// <summary>True for a word that a prefix makes the opposite of another: "unread".</summary>
    public static bool HasPrefix(string folded, string prefix) =>
        folded.StartsWith(prefix, StringComparison.Ordinal) && !NoDenials.Contains(folded);

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

    /// <summary>They deny a need or dependence that follows.</summary>
    public static readonly HashSet<string> Removing = Set("""
        remove removes removed removing eliminate eliminates eliminated eliminating negate negates negated negating obviate
        obviates obviated obviating avoid avoids avoided avoiding break breaks broke broken breaking
        """);

    /// <summary>Opposites of a loss: "without lowering" is what they say.</summary>
    public static readonly HashSet<string> Keeping = Set("""
        maintain maintains maintained maintaining preserve preserves preserved preserving keep keeps kept keeping retain retains
        retained retaining match matches matched matching improve improves improved improving same comparable unchanged
        """);

    /// <summary>What is lost where something is not kept.</summary>
    public static readonly HashSet<string> Losing = Set("""
        lower lowers lowered lowering reduce reduces reduced reducing hurt hurts hurting harm harms harmed harming degrade
        degrades degraded degrading degradation sacrifice sacrifices sacrificed sacrificing lose loses lost losing loss compromise
        compromises compromised compromising impair impairs impaired impairing drop drops dropping decrease decreases decreasing
        """);

    /// <summary>They deny what follows "against" after them.</summary>
    public static readonly HashSet<string> Advising =
        Set("advise advises advised warn warns warned warning caution cautions cautioned");

    /// <summary>A claim with one of these needs some word of denial in its evidence.</summary>
    public static readonly HashSet<string> Strong = Set("""
        fail fails failed reject rejects rejected refuse refuses refused impossible useless unable incapable waste wastes wasted
        harmful
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
        negate negates negated negating obviate obviates obviating inconsistent contrary mismatch mismatched breaks broke
        ignored untouched undo limit limits limited fail fails failed
        """);

    private static HashSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
