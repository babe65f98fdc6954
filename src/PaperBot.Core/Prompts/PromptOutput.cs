using System.Text;
using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>Gathers what a client sends into pieces of output and, at last, a result.</summary>
internal sealed class PromptOutput(TimeProvider time, RenderedPrompt prompt)
{
    private const int MostCharacters = 50_000;

    private readonly long started = time.GetTimestamp();
    private readonly ThinkFilter filter = new();
    private readonly StringBuilder raw = new();
    private readonly StringBuilder text = new();
    private ChatFinishReason? finishReason;
    private UsageDetails? usage;
    private string? modelId;
    private string? engine;
    private TimeSpan? firstText;

    /// <summary>True when a client that ignores its limit of tokens has sent more than any prompt asks for.</summary>
    public bool IsEndless => raw.Length > MostCharacters;

    public bool HasFinishReason => finishReason is not null;

    public IEnumerable<PromptUpdate> Take(ChatResponseUpdate update)
    {
        finishReason = update.FinishReason ?? finishReason;
        modelId = update.ModelId ?? modelId;
        engine = update.AdditionalProperties?.GetValueOrDefault(ChatCapabilities.EngineKey) as string ?? engine;
        foreach (var counted in update.Contents.OfType<UsageContent>())
        {
            (usage ??= new UsageDetails()).Add(counted.Details);
        }

        raw.Append(update.Text);
        var (piece, withdrawn) = filter.Take(update.Text);
        if (withdrawn && text.Length > 0)
        {
            text.Clear();
            yield return new PromptWithdrawn();
        }

        if (Visible(piece) is { } visible)
        {
            yield return visible;
        }
    }

    public IEnumerable<PromptUpdate> Finish(PromptTemplate template)
    {
        if (Visible(filter.Finish()) is { } rest)
        {
            yield return rest;
        }

        yield return new PromptFinished(Result(template));
    }

    /// <summary>What there is so far.</summary>
    public PromptResult Result(PromptTemplate template) => new()
    {
        Prompt = template.Name,
        PromptHash = template.Hash,
        Messages = [.. prompt.Messages.Select(m => (m.Role.Value, m.Text))],
        Seed = prompt.Options.Seed ?? 0,
        Text = text.ToString().Trim(),
        Raw = raw.ToString(),
        FinishReason = IsEndless ? ChatFinishReason.Length : finishReason,
        Usage = usage,
        ModelId = modelId,
        Engine = engine,
        FirstText = firstText,
        Duration = time.GetElapsedTime(started),
    };

    // White space before the first word is the gap that a thinking part left behind.
    private PromptText? Visible(string piece)
    {
        piece = text.Length == 0 ? piece.TrimStart() : piece;
        if (piece.Length == 0)
        {
            return null;
        }

        text.Append(piece);
        firstText ??= time.GetElapsedTime(started);
        return new PromptText(piece);
    }
}
