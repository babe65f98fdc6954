namespace PaperBot.Grounding;

/// <summary>Compounds whose first part names one of two kinds: "over-triage" is not "under-triage".</summary>
internal static class Compounds
{
    private static readonly string[][] Kinds =
    [
        ["over", "under"], ["pre", "post"], ["intra", "inter"], ["in", "out"], ["high", "low"], ["long", "short", "mid"],
        ["uni", "bi", "multi", "mono", "single", "cross"], ["large", "small"], ["open", "closed"], ["upper", "lower"],
        ["first", "second"], ["zero", "one", "few", "many"], ["on", "off"], ["fine", "coarse"], ["early", "late"],
        ["top", "bottom"], ["supervised", "unsupervised"], ["self", "fully", "semi", "weakly"], ["left", "right"],
        ["inner", "outer"], ["macro", "micro"], ["offline", "online"], ["near", "far"], ["male", "female"],
    ];

    /// <summary>The compound of the abstracts in whose place the claim has one they lack, or null.</summary>
    public static string? Exchanged(Statement claim, IReadOnlyList<GroundingSource> cited)
    {
        var tokens = claim.Tokens;
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (tokens[i] is not { Printed: "-", Glued: true } || !tokens[i + 1].Glued
                || cited.Any(s => s.HoldsSpelt(tokens[i - 1].Folded + tokens[i + 1].Folded)))
            {
                continue;
            }

            var first = tokens[i - 1].Folded;
            var kinds = Kinds.Where(k => k.Contains(first)).SelectMany(k => k).Where(k => k != first);
            if (kinds.FirstOrDefault(k => cited.Any(s => s.HoldsSpelt(k + tokens[i + 1].Folded))) is { } other)
            {
                return $"{other}-{tokens[i + 1].Printed}";
            }
        }

        return null;
    }
}
