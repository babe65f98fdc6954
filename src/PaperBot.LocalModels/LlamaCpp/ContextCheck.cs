using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Refuses what llama.cpp would end the process on: wrong shapes of a context, and wrong batches.</summary>
internal static class ContextCheck
{
    /// <summary>Far above any machine; keeps sums of sizes within an int.</summary>
    private const int MostTokens = 1 << 27;

    /// <exception cref="ArgumentException">The shape cannot be.</exception>
    public static void Throw(ContextShape shape, ModelFacts model, nuint mostSequences)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Within(shape.Tokens, 1, MostTokens, nameof(shape.Tokens));
        Within(shape.BatchTokens, 1, MostTokens, nameof(shape.BatchTokens));
        Within(shape.StepTokens, 1, shape.BatchTokens, nameof(shape.StepTokens));
        Within(shape.Sequences, 1, (int)mostSequences, nameof(shape.Sequences));
        Within(shape.Threads, 1, 512, nameof(shape.Threads));
        if (model.EmbedsOnly && !shape.Embeds)
        {
            throw new ArgumentException($"A {model.Architecture} model embeds and does not write.", nameof(shape));
        }

        // A vector is pooled over what is computed at once, so the whole batch has to be.
        if (shape.Embeds && shape.StepTokens != shape.BatchTokens)
        {
            throw new ArgumentException(
                "Where texts are embedded a whole batch is computed at once: "
                + $"{nameof(shape.StepTokens)} {shape.StepTokens} has to equal {nameof(shape.BatchTokens)} {shape.BatchTokens}.",
                nameof(shape));
        }
    }

    /// <param name="batch">To be computed.</param>
    /// <param name="shape">Of the context.</param>
    /// <param name="model">Of the context.</param>
    /// <param name="last">The last position a sequence has in memory; -1 for none.</param>
    /// <param name="next">Room for one number a sequence.</param>
    /// <exception cref="ArgumentException">The batch cannot be computed; nothing was.</exception>
    public static void Throw(TokenBatch batch, ContextShape shape, ModelFacts model, Func<int, int> last, Span<int> next)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0 || batch.Count > shape.BatchTokens)
        {
            throw new ArgumentException(
                $"A batch has 1 to {shape.BatchTokens} tokens; this one has {batch.Count}.", nameof(batch));
        }

        next.Fill(-1);
        for (var index = 0; index < batch.Count; index++)
        {
            var token = batch.Tokens[index];
            var sequence = batch.Sequences[index];
            var position = batch.Positions[index];
            if ((uint)token >= (uint)model.Vocabulary)
            {
                throw new ArgumentException(
                    $"Token {token} at {index} is not one of 0 to {model.Vocabulary - 1}.", nameof(batch));
            }

            if ((uint)sequence >= (uint)shape.Sequences)
            {
                throw new ArgumentException(
                    $"Sequence {sequence} at {index} is not one of 0 to {shape.Sequences - 1}.", nameof(batch));
            }

            if (next[sequence] < 0)
            {
                next[sequence] = last(sequence) + 1;
            }

            if (position != next[sequence])
            {
                throw new ArgumentException(
                    $"Sequence {sequence} goes on at position {next[sequence]}; the token at {index} has {position}.",
                    nameof(batch));
            }

            // Models with a table of positions end the process beyond it; the others write nonsense there.
            if (position >= model.TrainedContext)
            {
                throw new ArgumentException(
                    $"The model was trained to see {model.TrainedContext} tokens; position {position} is beyond.", nameof(batch));
            }

            next[sequence]++;
        }
    }

    /// <summary>That the memory of a context cannot be had, with what llama.cpp said of it.</summary>
    public static LlamaException NotOpened(ContextShape shape) =>
        new($"A context of {shape.Tokens} tokens for {shape.Sequences} sequences cannot be opened.{LlamaLog.Because()}");

    private static void Within(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} of a context goes from {least} to {most}.");
        }
    }
}
