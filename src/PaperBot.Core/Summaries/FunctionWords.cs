using System.Collections.Frozen;

namespace PaperBot.Summaries;

/// <summary>
/// English words that carry no topic: articles, pronouns, prepositions, conjunctions, auxiliaries, discourse adverbs.
/// </summary>
internal static class FunctionWords
{
    private static readonly FrozenSet<string> All = Split("""
        a an the this that these those such same other another each every all both either neither any some many much more most
        several few fewer less least own various certain
        i we you he she it they me us him her them my our your his its their ours theirs itself themselves ourselves one ones
        who whom whose which what where when why how whether
        of in on at by for from to into onto with without within across over under between among amongst through throughout during
        before after against about above below up down out off upon via per toward towards along around behind beyond despite
        except like unlike near since until till amid beside besides versus vs regarding concerning given based due
        and or but nor so yet if then than as because while whereas although though unless once however therefore thus hence
        moreover furthermore additionally also too instead rather otherwise meanwhile nevertheless nonetheless
        is are was were be been being am has have had having do does did doing done can could may might must shall should will
        would cannot not no non never only just even still already yet again very quite really well far often always sometimes
        usually typically generally mostly largely mainly further here there now today recently currently e.g i.e eg ie etc al
        two three four five six seven eight nine ten eleven twelve twenty hundred thousand million billion trillion dozen half twice later ago
        first second third finally lastly next last respectively respective namely
        """);

    /// <summary>Whether the folded word is one.</summary>
    public static bool Contains(string folded) => All.Contains(folded);

    /// <summary>The words of a white-space separated list.</summary>
    internal static FrozenSet<string> Split(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
