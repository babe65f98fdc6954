namespace PaperBot.DiscordSimulator.People;

/// <summary>Something that Discord's own program would not let a person do; the message says why.</summary>
internal sealed class NotPossible(string why) : Exception(why);
