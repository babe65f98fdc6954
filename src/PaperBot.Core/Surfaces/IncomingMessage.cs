namespace PaperBot.Surfaces;

/// <summary>Something a person wrote.</summary>
/// <param name="Id">The surface's own id of the message.</param>
/// <param name="Channel">Where it was written.</param>
/// <param name="Person">
/// Who wrote it, unique over all surfaces: the surface's name stands before the surface's own id (<c>console</c>).
/// </param>
/// <param name="Text">As typed, without a mention of the bot.</param>
public sealed record IncomingMessage(string Id, string Channel, string Person, string Text)
{
    /// <summary>True for whoever runs the bot and sits at its own terminal, whom no limit of pace binds.</summary>
    public bool IsOperator { get; init; }

    /// <summary>The command it is, where the surface collected it itself; null where <see cref="Text"/> says all.</summary>
    public CommandRequest? Request { get; init; }

    /// <summary>
    /// Files sent along, already fetched, none larger than the surface allows; nobody has looked at what is in them.
    /// </summary>
    public IReadOnlyList<ChatFile> Files { get; init; } = [];

    /// <summary>The person's language as an IETF tag, such as <c>de</c> or <c>es-ES</c>; null when unknown.</summary>
    public string? Locale { get; init; }

    /// <summary>True for those who look after the place it was written in, and for the operator.</summary>
    public bool IsAdministrator { get => IsOperator || field; init; }

    /// <summary>
    /// What it belongs to: a thread, a chain of replies, a direct exchange, in the surface's own name. Where a surface does not say,
    /// what one person says in one channel is one conversation.
    /// </summary>
    public string Conversation { get; init; } = Between(Channel, Person);

    /// <summary>The conversation of one person in one channel.</summary>
    public static string Between(string channel, string person) => $"{Uri.EscapeDataString(channel)}/{person}";
}
