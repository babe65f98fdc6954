namespace PaperBot.Prompts.Sources;

/// <summary>How much of the abstracts a prompt may hold.</summary>
/// <param name="Tokens">Tokens of all sources together, with their titles and delimiters.</param>
internal sealed record PromptBudget(int Tokens)
{
    /// <summary>More abstracts make small models worse, not better.</summary>
    public const int MostSources = 8;

    private readonly int sources = 5;

    /// <summary>At most this many abstracts, 1 to 8.</summary>
    public int Sources
    {
        get => sources;
        init => sources = Math.Clamp(value, 1, MostSources);
    }

    /// <summary>What a context leaves for sources; never negative.</summary>
    /// <param name="contextTokens">Prompt and output together.</param>
    /// <param name="promptTokens">The prompt without its sources, chat template included.</param>
    /// <param name="outputTokens">The most the model may write.</param>
    public static PromptBudget Of(int contextTokens, int promptTokens, int outputTokens) =>
        new(Math.Max(0, contextTokens - promptTokens - outputTokens));
}
