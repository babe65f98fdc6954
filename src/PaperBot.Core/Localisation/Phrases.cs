using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace PaperBot.Localisation;

/// <summary>
/// The bot's own short phrases, names and descriptions in one language. What a language does not have is said in English, as is
/// everything to people whose language is not known. Quotes, titles and abstracts are never put through it.
/// </summary>
internal sealed class Phrases
{
    private static readonly Phrases Default =
        new("en", FrozenDictionary<string, string>.Empty, FrozenDictionary<string, string>.Empty);

    private static readonly FrozenDictionary<string, Phrases> Known = new[] { "de", "es" }
        .ToFrozenDictionary(language => language, Read, StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, string> texts;
    private readonly FrozenDictionary<string, string> names;

    private Phrases(string language, FrozenDictionary<string, string> texts, FrozenDictionary<string, string> names) =>
        (Language, this.texts, this.names) = (language, texts, names);

    /// <summary>English, the language of the keys.</summary>
    public static Phrases English => Default;

    /// <summary>The languages besides English, as IETF tags.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The language's IETF tag.</summary>
    public string Language { get; }

    /// <summary>The English texts this language has its own words for; empty for English.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The English names this language has its own for; empty for English.</summary>
    public IEnumerable<string> NameKeys => names.Keys;

    /// <summary>
    /// The phrases of a locale (<c>de</c>), else of its language (<c>de-AT</c>, <c>es_419</c>), else English; null is English.
    /// </summary>
    public static Phrases For(string? locale)
    {
        for (var tag = locale?.Trim() ?? ""; tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOfAny(['-', '_']))])
        {
            if (Known.TryGetValue(tag, out var known))
            {
                return known;
            }
        }

        return English;
    }

    /// <summary>The phrase with its values in their places; numbers are written in the invariant culture.</summary>
    public string Of(Phrase phrase, params object?[] values)
    {
        var said = Text(phrase.English);
        return values.Length == 0 ? said : string.Format(CultureInfo.InvariantCulture, said, values);
    }

    /// <summary>A text given in English, such as a command's description.</summary>
    public string Text(string english) => texts.GetValueOrDefault(english, english);

    /// <summary>The name of a command, of a subcommand's last word, of an option or of one of its choices.</summary>
    public string Name(string english) => names.GetValueOrDefault(english, english);

    private static Phrases Read(string language)
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream($"phrases.{language}.json")
            ?? throw new InvalidOperationException($"The phrases of {language} are missing in the program.");
        var sections = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
        return new Phrases(
            language,
            sections["texts"].ToFrozenDictionary(StringComparer.Ordinal),
            sections["names"].ToFrozenDictionary(StringComparer.Ordinal));
    }
}
