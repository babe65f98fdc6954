namespace PaperBot.Surfaces;

/// <summary>Something a person wrote.</summary>
/// <param name="Id">The surface's own id of the message.</param>
/// <param name="Channel">Where it was written.</param>
/// <param name="Person">Who wrote it.</param>
/// <param name="Text">As typed, without a mention of the bot.</param>
public sealed record IncomingMessage(string Id, string Channel, string Person, string Text)
{
    /// <summary>True for whoever runs the bot and sits at its own terminal, whom no limit of pace binds.</summary>
    public bool IsOperator { get; init; }
}
