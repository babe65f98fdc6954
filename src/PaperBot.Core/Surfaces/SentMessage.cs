namespace PaperBot.Surfaces;

/// <summary>A message the bot sent.</summary>
/// <param name="Channel">Where it stands.</param>
/// <param name="Id">The surface's own id of it.</param>
public sealed record SentMessage(string Channel, string Id);
