namespace PaperBot.Surfaces;

/// <summary>Something a person wrote.</summary>
/// <param name="Id">The surface's own id of the message.</param>
/// <param name="Channel">Where it was written.</param>
/// <param name="Person">Who wrote it.</param>
/// <param name="Text">As typed, without a mention of the bot.</param>
public sealed record IncomingMessage(string Id, string Channel, string Person, string Text);
