using PaperBot.Grounding;
using PaperBot.Prompts;

namespace PaperBot.Generation;

/// <summary>One run of a prompt, its sentences checked as they are finished.</summary>
/// <param name="Checked">Sentences in order with what checking them found.</param>
/// <param name="Run">What the model gave.</param>
internal sealed record Attempt(IReadOnlyList<CheckedSentence> Checked, PromptResult Run)
{
    /// <summary>Runs the prompt.</summary>
    /// <param name="prompts">Runs it.</param>
    /// <param name="request">The prompt.</param>
    /// <param name="check">Checks a finished sentence.</param>
    /// <param name="most">Sentences beyond this many are not read.</param>
    /// <param name="seen">Told of all sentences so far after each that is checked; may be null.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="PromptFailedException">The model failed or was too slow.</exception>
    public static async Task<Attempt> RunAsync(
        IPromptRunner prompts, PromptRequest request, Func<string, Verdict> check, int most, Action<IReadOnlyList<CheckedSentence>>? seen,
        CancellationToken cancellationToken)
    {
        var stream = new SentenceStream();
        List<CheckedSentence> sentences = [];
        PromptResult? result = null;
        await foreach (var update in prompts.StreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            switch (update)
            {
                case PromptText { Text: var piece } when sentences.Count < most:
                    Check(stream.Add(piece));
                    break;
                case PromptWithdrawn:
                    stream = new SentenceStream();
                    sentences.Clear();
                    seen?.Invoke(sentences);
                    break;
                case PromptFinished { Result: var finished }:
                    result = finished;
                    break;
            }
        }

        if (sentences.Count >= most)
        {
            return new Attempt(sentences, result!);
        }

        // A last sentence cut by the length limit says only half.
        var rest = stream.Finish();
        Check(result!.IsCut ? rest.SkipLast(1) : rest);
        return new Attempt(sentences, result);

        void Check(IEnumerable<string> finished)
        {
            foreach (var sentence in finished.Take(most - sentences.Count))
            {
                sentences.Add(new CheckedSentence(sentence, check(sentence)));
                seen?.Invoke(sentences);
            }
        }
    }
}

/// <summary>A sentence of a draft.</summary>
/// <param name="Draft">As the model wrote it, markers included.</param>
/// <param name="Verdict">What checking found.</param>
internal sealed record CheckedSentence(string Draft, Verdict Verdict)
{
    /// <summary>The sentence as it goes to the reader when it is supported.</summary>
    public WrittenSentence AsWritten => new(Draft, Verdict, SentenceFate.Kept, Verdict.Claim, Verdict.Evidence);
}
