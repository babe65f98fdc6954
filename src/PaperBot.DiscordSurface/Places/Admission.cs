using PaperBot.DiscordSurface.Interactions;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Places;

/// <summary>Commands and buttons go by the same lists and the same pace as messages.</summary>
internal sealed class Admission(AllowList allowed, ServerPace pace) : IAdmission
{
    public string? Refusal(DiscordInteraction interaction)
    {
        var say = Phrases.For(interaction.Locale);
        var refusal = allowed.Refusal(
            interaction.GuildId, interaction.ChannelId ?? default, interaction.Channel?.ParentId,
            interaction.Member?.Roles ?? [], say);
        return refusal ?? (interaction.GuildId is { } guild ? pace.Take(guild, say) : null);
    }
}
