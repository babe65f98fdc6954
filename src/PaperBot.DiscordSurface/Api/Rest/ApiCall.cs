using System.Globalization;

namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>One call of the API, before it is sent.</summary>
/// <param name="Method">How.</param>
/// <param name="Template">The route with names for its ids, such as <c>channels/{channel}/messages</c>: what logs and errors
/// show.</param>
/// <param name="Path">The route itself, which may hold an interaction's token: shown nowhere.</param>
/// <param name="Major">The ids that Discord counts apart: a channel, a server, a webhook with its token. Empty for none.</param>
internal sealed record ApiCall(HttpMethod Method, string Template, string Path, string Major)
{
    /// <summary>What is sent, made anew for each attempt.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>When it may be sent again.</summary>
    public Repeat Repeat { get; init; } = Repeat.Always;

    /// <summary>True for routes that carry their own token and stand outside the limit of 50 a second.</summary>
    public bool IsInteraction { get; init; }

    /// <summary>How long limits may delay it; the setting's value when null.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>The first pause before a repetition; later ones double.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What logs and errors call it.</summary>
    public string Name => $"{Method} {Template}";

    /// <summary>A call with ids in the places of the template's names, in order.</summary>
    public static ApiCall Of(HttpMethod method, string template, params ReadOnlySpan<object> ids)
    {
        var path = template;
        foreach (var id in ids)
        {
            var (start, end) = (path.IndexOf('{', StringComparison.Ordinal), path.IndexOf('}', StringComparison.Ordinal));
            var text = id is Secret secret ? secret.Reveal() : Convert.ToString(id, CultureInfo.InvariantCulture)!;
            path = $"{path[..start]}{Uri.EscapeDataString(text)}{path[(end + 1)..]}";
        }

        var parts = path.Split('?')[0].Split('/');
        var major = parts[0] switch
        {
            "channels" or "guilds" => parts.ElementAtOrDefault(1) ?? "",
            "webhooks" or "interactions" => $"{parts.ElementAtOrDefault(1)}/{parts.ElementAtOrDefault(2)}",
            _ => "",
        };
        return new ApiCall(method, template, path, major) { IsInteraction = parts[0] is "webhooks" or "interactions" };
    }
}

/// <summary>When a failed call may be sent again.</summary>
internal enum Repeat
{
    /// <summary>Sent twice it does what it does once.</summary>
    Always,

    /// <summary>Only when it surely did not arrive.</summary>
    IfNotDone,

    /// <summary>Not worth it.</summary>
    Never,
}
