using System.Text.RegularExpressions;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>Where names and descriptions of commands come from in other languages; null for one without a translation.</summary>
/// <param name="Locales">As Discord writes them: <c>de</c>, <c>es-ES</c>.</param>
/// <param name="Name">Locale and English name to a name: 1 to 32 letters, digits, <c>-</c> or <c>_</c> in lower case.</param>
/// <param name="Text">Locale and English description to a description of 1 to 100 characters.</param>
internal sealed record CommandWords(
    IReadOnlyList<string> Locales, Func<string, string, string?> Name, Func<string, string, string?> Text)
{
    /// <summary>English alone.</summary>
    public static CommandWords English { get; } = new([], (_, _) => null, (_, _) => null);
}

/// <summary>Translations as Discord takes them; one that breaks a limit is left out, since it would cost all commands.</summary>
internal static partial class Localisations
{
    /// <summary>Discord's limit of descriptions.</summary>
    public const int LongestText = 100;

    /// <summary>Names of commands and options.</summary>
    public static IReadOnlyDictionary<string, string>? Names(CommandWords words, string english) =>
        Of(words, locale => words.Name(locale, english), n => SlashName().IsMatch(n) && !n.Any(char.IsUpper));

    /// <summary>Names of menus, which may have spaces and capitals.</summary>
    public static IReadOnlyDictionary<string, string>? MenuNames(CommandWords words, string english) =>
        Of(words, locale => words.Text(locale, english), n => n.Length is > 0 and <= 32);

    public static IReadOnlyDictionary<string, string>? Texts(CommandWords words, string english) =>
        Of(words, locale => words.Text(locale, english), t => t.Length is > 0 and <= LongestText);

    /// <summary>
    /// Options without those translated names that two of them would share in a language: Discord takes no two of one name.
    /// </summary>
    public static IReadOnlyList<DiscordCommandOption> Distinct(IReadOnlyList<DiscordCommandOption> options)
    {
        var shared = options
            .SelectMany(o => o.NameLocalizations ?? new Dictionary<string, string>(), (o, name) => (o.Name, name.Key, name.Value))
            .Where(n => options.Any(o => o.Name != n.Name
                && (o.Name == n.Value || o.NameLocalizations?.GetValueOrDefault(n.Key) == n.Value)))
            .Select(n => (n.Name, n.Key)).ToHashSet();
        return shared.Count == 0 ? options :
        [
            .. options.Select(o => o with
            {
                NameLocalizations = o.NameLocalizations?.Where(n => !shared.Contains((o.Name, n.Key))).ToDictionary(),
            }),
        ];
    }

    private static Dictionary<string, string>? Of(CommandWords words, Func<string, string?> translate, Func<string, bool> fits)
    {
        var found = words.Locales.Select(l => (Locale: l, Text: translate(l)))
            .Where(t => t.Text is { } text && fits(text)).ToDictionary(t => t.Locale, t => t.Text!, StringComparer.Ordinal);
        return found.Count > 0 ? found : null;
    }

    [GeneratedRegex(@"^[-_\p{L}\p{N}]{1,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex SlashName();
}
