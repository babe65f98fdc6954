namespace PaperBot.Prompts;

/// <summary>The prompts that code asks for, each with the variables that code fills in.</summary>
internal static class PromptNames
{
    /// <summary>Answers a question from sources: <c>sources</c>, <c>question</c>.</summary>
    public const string Answer = "answer";

    /// <summary>Makes a follow-up a question of its own: <c>history</c>, <c>question</c>.</summary>
    public const string StandaloneQuestion = "standalone-question";

    /// <summary>One sentence for one abstract: <c>sources</c>.</summary>
    public const string Tldr = "tldr";

    /// <summary>What a few papers are about together: <c>sources</c>, <c>topic</c>.</summary>
    public const string Overview = "overview";

    /// <summary>The themes of some papers, one a line: <c>sources</c>.</summary>
    public const string Themes = "themes";

    /// <summary>Compares papers: <c>sources</c>, <c>question</c>.</summary>
    public const string Compare = "compare";

    /// <summary>Names with the variables each is always given.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Filled =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [Answer] = ["sources", "question"],
            [StandaloneQuestion] = ["history", "question"],
            [Tldr] = ["sources"],
            [Overview] = ["sources", "topic"],
            [Themes] = ["sources"],
            [Compare] = ["sources", "question"],
        };
}
