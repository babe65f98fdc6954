using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Something asked for that the abstract does not state.</summary>
/// <param name="What">How to name it after "does not state".</param>
/// <param name="AboutTheCorpus">True when no abstract here speaks of it at all.</param>
internal sealed record Gap(string What, bool AboutTheCorpus);

/// <summary>Decides whether an abstract states what a question asks for.</summary>
internal static class StatementCheck
{
    /// <summary>What is missing, or null when the abstract seems to state it.</summary>
    public static Gap? MissingDetail(
        Paper paper, Coverage coverage, List<Evidence> ranked, EvidenceRanker ranker, AnswerShape shape, bool named, PaperIndex index)
    {
        _ = paper;
        _ = coverage;
        _ = ranked;
        _ = ranker;
        _ = shape;
        _ = named;
        _ = index;
        return null;
    }
}
