namespace PaperBot.Prompts;

/// <summary>What the prompts ask a model to say, and nothing else, when it cannot answer.</summary>
internal static class AbstentionWords
{
    /// <summary>The sources are about it, but do not state it.</summary>
    public const string NotStated = "NOT STATED";

    /// <summary>No source is about it.</summary>
    public const string NoMatch = "NO MATCH";
}
