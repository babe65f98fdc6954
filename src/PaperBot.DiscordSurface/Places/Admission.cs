using PaperBot.DiscordSurface.Interactions;

namespace PaperBot.DiscordSurface.Places;

/// <summary>Commands and buttons go by the same lists and the same pace as messages.</summary>
internal sealed class Admission(AllowList allowed, ServerPace pace) : IAdmission
{
    public string? Refusal(DiscordInteraction interaction)
    {
        var refusal = allowed.Refusal(
            interaction.GuildId, interaction.ChannelId ?? default, interaction.Channel?.ParentId, interaction.Member?.Roles ?? []);
        return refusal ?? (interaction.GuildId is { } guild ? pace.Take(guild) : null);
    }
}
