namespace PaperBot.Terminal;

/// <summary>Whether the terminal can hide an address behind its text.</summary>
internal static class Hyperlinks
{
    private static readonly string[] KnownPrograms = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"];

    /// <summary>
    /// True for terminals known to follow OSC 8. Others would drop the address without a trace, so that it is printed for them; a
    /// multiplexer counts as one of these, because what stands behind it is unknown.
    /// </summary>
    public static bool AreShown() =>
        Variable("TMUX").Length == 0 && Variable("STY").Length == 0
        && (KnownPrograms.Contains(Variable("TERM_PROGRAM"), StringComparer.OrdinalIgnoreCase)
            || Variable("WT_SESSION").Length > 0
            || Variable("KITTY_WINDOW_ID").Length > 0
            || (int.TryParse(Variable("VTE_VERSION"), out var vte) && vte >= 5000));

    /// <summary>
    /// Whether an address is a search, whose words stand beside it anyway: three rows of percent signs would help nobody.
    /// </summary>
    public static bool IsSearch(string url) => url.Contains("?q=", StringComparison.Ordinal);

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
