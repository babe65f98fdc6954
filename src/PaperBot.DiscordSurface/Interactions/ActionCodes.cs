using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>What a button or a form stands for.</summary>
internal abstract record PressedCode
{
    private PressedCode()
    {
    }

    /// <summary>A command with its values; the label is not known from the code.</summary>
    public sealed record Action(ChatAction Meant) : PressedCode;

    /// <summary>Shows a private reply to everybody.</summary>
    /// <param name="Key">Of the kept reply.</param>
    /// <param name="Posts">How many messages it has.</param>
    public sealed record Share(string Key, int Posts) : PressedCode;

    /// <summary>Values that were kept and are no longer.</summary>
    public sealed record Forgotten(string Command) : PressedCode;

    /// <summary>Nothing this program writes.</summary>
    public sealed record Unknown : PressedCode;
}

/// <summary>
/// Writes what a button does into the 1 to 100 characters that Discord gives back when it is pressed: whether the reply is
/// private, the command, the option asked for, the values. Such a code means the same after a restart.
/// </summary>
internal static class ActionCodes
{
    /// <summary>Discord's limit, in UTF-16 units.</summary>
    public const int Longest = 100;

    private const char Private = 'p';
    private const char Open = 'o';
    private const char Kept = 'k';
    private const char Shared = 's';

    /// <summary>The code, or null when it does not fit and nothing keeps it.</summary>
    public static string? Of(ChatAction action, KeptActions? kept)
    {
        var whole = string.Join('|', Parts(action));
        if (whole.Length <= Longest)
        {
            return whole;
        }

        return kept?.Keep(whole) is { } key
            && $"{Kept}|{Escaped(action.Command)}|{key}" is { Length: <= Longest } code ? code : null;
    }

    /// <summary>The code of the button that shares a reply.</summary>
    public static string OfShare(string key, int posts) => $"{Shared}|{key}|{posts}";

    /// <summary>What a code means; never throws.</summary>
    public static PressedCode Read(string code, KeptActions kept)
    {
        var parts = code.Split('|');
        return parts switch
        {
            [[Kept], var command, var key] when kept.Find(key) is { } whole =>
                ReadAction(whole.Split('|')) ?? (PressedCode)new PressedCode.Forgotten(Plain(command)),
            [[Kept], var command, _] => new PressedCode.Forgotten(Plain(command)),
            [[Shared], var key, var posts] when int.TryParse(posts, out var count) && count > 0 =>
                new PressedCode.Share(key, count),
            _ => ReadAction(parts) ?? (PressedCode)new PressedCode.Unknown(),
        };
    }

    private static IEnumerable<string> Parts(ChatAction action) =>
    [
        (action.IsPrivate ? Private : Open).ToString(),
        Escaped(action.Command),
        Escaped(action.Prompt ?? ""),
        .. action.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{Escaped(v.Key)}={Escaped(v.Value)}"),
    ];

    private static PressedCode.Action? ReadAction(string[] parts)
    {
        if (parts is not [[Private or Open], { Length: > 0 } command, var prompt, .. var rest])
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var part in rest)
        {
            var border = part.IndexOf('=', StringComparison.Ordinal);
            if (border < 1 || !values.TryAdd(Plain(part[..border]), Plain(part[(border + 1)..])))
            {
                return null;
            }
        }

        return new PressedCode.Action(new ChatAction("", Plain(command))
        {
            IsPrivate = parts[0][0] == Private,
            Prompt = prompt.Length > 0 ? Plain(prompt) : null,
            Values = values,
        });
    }

    // As in addresses, but only for the three signs that part values: letters of other scripts would become too long.
    private static string Escaped(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("|", "%7C", StringComparison.Ordinal)
        .Replace("=", "%3D", StringComparison.Ordinal);

    private static string Plain(string text) => text
        .Replace("%3D", "=", StringComparison.Ordinal)
        .Replace("%7C", "|", StringComparison.Ordinal)
        .Replace("%25", "%", StringComparison.Ordinal);
}
