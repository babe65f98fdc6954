namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Says who may use the bot where: allow-lists, a server's pace.</summary>
internal interface IAdmission
{
    /// <summary>A sentence for the person, or null when they are welcome. Does not wait.</summary>
    /// <param name="interaction">Who and where, with the person's roles.</param>
    string? Refusal(DiscordInteraction interaction);
}
