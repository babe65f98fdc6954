using System.Diagnostics;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.Benchmarks;

/// <summary>
/// What llama.cpp itself makes of several sequences: nothing but its decoding, without a choice of tokens and without readers.
/// No service can be faster.
/// </summary>
/// <param name="context">Used by nobody else; its sequences are empty.</param>
internal sealed class BareLoop(ILlamaContext context)
{
    /// <summary>Tokens a second of all sequences together.</summary>
    /// <param name="sequences">How many; the context has at least as many.</param>
    /// <param name="tokens">How many each has in the end.</param>
    public double Speed(int sequences, int tokens)
    {
        var batch = new TokenBatch(sequences);
        var watch = Stopwatch.StartNew();
        for (var position = 0; position < tokens; position++)
        {
            batch.Clear();
            for (var sequence = 0; sequence < sequences; sequence++)
            {
                batch.Add(1000 + position + sequence, position, sequence, output: true);
            }

            if (context.Decode(batch, CancellationToken.None) != DecodeOutcome.Done)
            {
                throw new InvalidOperationException("The context is too small.");
            }
        }

        var took = watch.Elapsed.TotalSeconds;
        for (var sequence = 0; sequence < sequences; sequence++)
        {
            context.Forget(sequence, 0);
        }

        return sequences * tokens / took;
    }
}
