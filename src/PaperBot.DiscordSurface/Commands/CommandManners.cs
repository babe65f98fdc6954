using PaperBot.Commands;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>
/// What only a chat service decides of a command: who sees its reply. A command not named here is private, which nobody minds.
/// </summary>
internal static class CommandManners
{
    /// <summary>The switch of <c>/ask</c> that this surface adds to the command's own options.</summary>
    public const string PrivateOption = "private";

    /// <summary>What the switch says of itself.</summary>
    public const string PrivateDescription = "Whether only you see the answer; yes when left out";

    /// <summary>The option that this surface adds to a command that reads files.</summary>
    public const string FileOption = "file";

    /// <summary>What that option says of itself.</summary>
    public const string FileDescription = "A listing as a file: text, a saved page, BibTeX, RIS or JSON lines";

    // What people look up together. Answers are private unless asked for otherwise, and shared with a button.
    private static readonly HashSet<string> Open =
        ["paper", "search", "related", "compare", "summarize", "digest show", "digest now"];

    // Nobody else's business, or of no use to others.
    private static readonly HashSet<string> NeverShared =
        ["feedback", "forget-me", "help", "save", "saved", "unsave", "status", "model", "add"];

    /// <summary>Whether a command has the switch.</summary>
    public static bool HasSwitch(Command command) =>
        command.Name == "ask" && !command.Options.Any(o => o.Name == PrivateOption);

    /// <summary>Whether the reply is for the caller alone when nothing else is said.</summary>
    public static bool IsPrivate(string command) => !Open.Contains(command);

    /// <summary>Whether a private reply can be shown to everybody with a button.</summary>
    public static bool MayShare(Command command) =>
        command.Permission == Permission.Everyone && !NeverShared.Contains(command.Name);
}
