using PaperBot.Answering;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>What a command has to say, in Markdown.</summary>
/// <param name="Text">Never empty.</param>
internal sealed record Reply(string Text)
{
    /// <summary>
    /// What a surface with buttons and files shows in place of the text, because the rest is behind one of them; null for the text.
    /// </summary>
    public string? Short { get; init; }

    /// <summary>The answer behind the text, where there is one.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Ids of the papers it lists, in the order of their printed numbers; empty where it is no list.</summary>
    public IReadOnlyList<string> Papers { get; init; } = [];

    /// <summary>What the conversation keeps of it where that is not the text itself.</summary>
    public string? Noted { get; init; }

    /// <summary>Further messages, in order, for what is made of several.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>What a reader may do next, below the last message.</summary>
    public IReadOnlyList<ChatAction> Actions { get; init; } = [];

    /// <summary>Files that go with the last message.</summary>
    public IReadOnlyList<ChatFile> Files { get; init; } = [];

    /// <summary>True when the call could not be served; only the caller needs to see it.</summary>
    public bool IsProblem { get; init; }

    /// <summary>
    /// The messages to send, in order: at least one, each within the limits. Every surface posts these and nothing else.
    /// </summary>
    public IReadOnlyList<ChatPost> PostsFor(SurfaceLimits limits)
    {
        List<string> parts = [.. More.Prepend(limits.HasActions && Short is not null ? Short : Text)];
        List<IReadOnlyList<string>> rendered = [.. parts.Select(part => AnswerRenderer.Render(part, limits))];
        List<ChatPost> posts = [.. rendered.SelectMany(texts => texts).Select(text => new ChatPost(text) { IsProblem = IsProblem })];

        // What the posts leave out can still be read as a whole.
        IReadOnlyList<ChatFile> files = rendered.Any(AnswerRenderer.IsShortened)
            ? [.. Files, new ChatFile("answer.md", MarkdownGuard.Of(string.Join("\n\n", parts)) + "\n", "text/markdown")]
            : Files;
        posts[^1] = posts[^1] with { Actions = Actions, Files = files, EndsReply = true };
        return posts;
    }

    /// <summary>One sentence on why a call could not be served and what to do.</summary>
    public static Reply Problem(string sentence) => new(sentence) { IsProblem = true };
}
