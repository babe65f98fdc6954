using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// The language somebody is spoken to in. Discord tells a person's language with commands and buttons, and with messages only
/// that of the server they are written in; of direct messages it is the one last told. Safe for concurrent use.
/// </summary>
internal sealed class KnownLocales(KnownPlaces places)
{
    // Beyond this the one told first is forgotten.
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Snowflake, string> told = [];
    private readonly Queue<Snowflake> order = new();

    /// <summary>Notes what an interaction tells of its person.</summary>
    public void Note(DiscordInteraction interaction)
    {
        if (interaction.Locale is not { Length: > 0 } locale)
        {
            return;
        }

        lock (gate)
        {
            if (!told.ContainsKey(interaction.User.Id))
            {
                order.Enqueue(interaction.User.Id);
                if (order.Count > Most)
                {
                    told.Remove(order.Dequeue());
                }
            }

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

        lock (gate)
        {
            return told.GetValueOrDefault(message.Author.Id);
        }
    }

    /// <summary>The language of a server, by what its administrators chose; English when it is not known.</summary>
    public static Phrases Of(DiscordGuild? guild) => Phrases.For(guild?.PreferredLocale);
}
