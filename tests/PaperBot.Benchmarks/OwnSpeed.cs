using System.Diagnostics;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Benchmarks;

/// <summary>The speeds of a model service as its callers see them.</summary>
internal sealed class OwnSpeed(ModelService service)
{
    private int count;

    /// <summary>One text.</summary>
    /// <param name="instructions">The system's words; the same ones are computed once.</param>
    /// <param name="question">The user's words.</param>
    /// <param name="tokens">Tokens to write.</param>
    public async Task<Timing> WriteAsync(string instructions, string question, int tokens)
    {
        var task = new WritingTask
        {
            Turns = [new SpokenTurn("system", instructions), new SpokenTurn("user", question)], MostTokens = tokens, Temperature = 0,
        };
        var watch = Stopwatch.StartNew();
        TimeSpan? first = null;
        WrittenPiece? last = null;
        await foreach (var piece in service.WriteAsync(task, CancellationToken.None).ConfigureAwait(false))
        {
            first ??= piece.Text.Length > 0 || piece.Finished is not null ? watch.Elapsed : null;
            last = piece;
        }

        return last?.WrittenTokens == tokens
            ? new Timing(first!.Value, watch.Elapsed, last.PromptTokens!.Value, last.ReusedTokens!.Value, tokens)
            : throw new InvalidOperationException($"The model ended after {last?.WrittenTokens} of {tokens} tokens.");
    }

    /// <summary>Words of about so many tokens that no text before had.</summary>
    public string Fresh(int tokens)
    {
        var number = ++count;
        var text = $"{number} ";
        while (service.CountTokens(text) < tokens)
        {
            text += string.Join(' ', Enumerable.Range(0, 20).Select(n => $"the paper of {(number * 7919) + n}")) + " ";
        }

        while (service.CountTokens(text) > tokens)
        {
            text = text[..^1];
        }

        return text;
    }
}

/// <summary>What a text took.</summary>
/// <param name="First">Until its first words.</param>
/// <param name="Whole">Until its last.</param>
/// <param name="Prompt">Tokens of the prompt.</param>
/// <param name="Reused">Of these, how many had been computed before.</param>
/// <param name="Written">Tokens written.</param>
internal sealed record Timing(TimeSpan First, TimeSpan Whole, int Prompt, int Reused, int Written)
{
    public double PromptSpeed => (Prompt - Reused) / First.TotalSeconds;

    public double WrittenSpeed => (Written - 1) / (Whole - First).TotalSeconds;
}
