using PaperBot.Localisation;
using PaperBot.Recency;

namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// The language somebody is spoken to in. Discord tells a person's language with commands and buttons, and with messages only
/// that of the server they are written in; of direct messages it is the one last told. Safe for concurrent use.
/// </summary>
internal sealed class KnownLocales(KnownPlaces places)
{
    // Beyond this the one told first is forgotten.
    private const int Most = 10_000;

    private readonly RecentMap<Snowflake, string> told = new(Most);

    /// <summary>Notes what an interaction tells of its person.</summary>
    public void Note(DiscordInteraction interaction)
    {
        if (interaction.Locale is { Length: > 0 } locale)
        {
            told[interaction.User.Id] = locale;
        }
    }

    /// <summary>The locale for the reply to a message; null when it is not known.</summary>
    public string? Of(DiscordMessage message)
    {
        if (message.GuildId is { } guild)
        {
            return places.Guild(guild)?.PreferredLocale;
        }

        return told.TryGetValue(message.Author.Id, out var locale) ? locale : null;
    }

    /// <summary>The language of a server, by what its administrators chose; English when it is not known.</summary>
    public static Phrases Of(DiscordGuild? guild) => Phrases.For(guild?.PreferredLocale);
}
