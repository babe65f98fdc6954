using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>The commands' names and descriptions in every language that the bot's phrases have.</summary>
internal static class TranslatedCommands
{
    // Discord's own names of the languages.
    private static readonly string[] Locales = ["de", "es-ES", "es-419"];

    public static CommandWords Words { get; } = new(
        Locales,
        (locale, english) => Other(Phrases.For(locale).Name(english), english),
        (locale, english) => Other(Phrases.For(locale).Text(english), english));

    private static string? Other(string translated, string english) => translated == english ? null : translated;
}
