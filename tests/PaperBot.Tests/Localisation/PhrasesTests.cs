using System.Text.RegularExpressions;
using PaperBot.Commands;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Commands;
using PaperBot.Localisation;
using PaperBot.Tests.Commands;
using Xunit;

namespace PaperBot.Tests.Localisation;

public sealed partial class PhrasesTests : IAsyncLifetime
{
    // Chat services take descriptions of 1 to 100 characters and labels of at most 80.
    private const int LongestDescription = 100;
    private const int LongestLabel = 80;
    private const int LongestMenuEntry = 32;

    // What the surface in Discord adds to the commands.
    private static readonly string[] SurfaceNames = [CommandManners.PrivateOption, CommandManners.FileOption];
    private static readonly string[] SurfaceDescriptions =
    [
        CommandManners.PrivateDescription, CommandManners.FileDescription, .. MenuCommand.Known.Select(m => m.Name),
    ];

    private CommandRoom room = null!;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public void Every_language_has_every_phrase_and_description_and_nothing_else()
    {
        var wanted = Phrase.All.Concat(SurfacePhrase.All).Select(p => p.English).Concat(Descriptions())
            .Concat(SurfaceDescriptions).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(wanted.Count > 100);
        Assert.Equal(["de", "es"], Phrases.Languages);
        Assert.All(Phrases.Languages, l => Assert.Equal(wanted, Phrases.For(l).Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_translation_has_the_placeholders_of_its_phrase() => Assert.All(
        from language in Phrases.Languages from key in Phrases.For(language).Keys select (Phrases.For(language), key),
        pair => Assert.Equal(Placeholders(pair.key), Placeholders(pair.Item1.Text(pair.key))));

    [Fact]
    public void Commands_named_between_backticks_stay_as_they_are_typed() => Assert.All(
        from language in Phrases.Languages from key in Phrases.For(language).Keys select (Phrases.For(language), key),
        pair => Assert.Equal(
            CodePattern().Matches(pair.key).Select(m => m.Value).Order(StringComparer.Ordinal),
            CodePattern().Matches(pair.Item1.Text(pair.key)).Select(m => m.Value).Order(StringComparer.Ordinal)));

    [Fact]
    public void Descriptions_and_labels_fit_where_they_are_shown()
    {
        Assert.All(
            from language in Languages() from description in Descriptions().Concat(SurfaceDescriptions) select Phrases.For(language).Text(description),
            shown => Assert.InRange(shown.Length, 1, LongestDescription));
        Assert.All(
            from language in Languages() from menu in MenuCommand.Known select Phrases.For(language).Text(menu.Name),
            shown => Assert.InRange(shown.Length, 1, LongestMenuEntry));
        var labels = typeof(Phrase).GetFields().Concat(typeof(SurfacePhrase).GetFields()).Where(f => f.Name.StartsWith("Label", StringComparison.Ordinal))
            .Select(f => (Phrase)f.GetValue(null)!).ToList();
        Assert.NotEmpty(labels);
        Assert.All(
            from language in Languages() from label in labels select Phrases.For(language).Of(label),
            shown => Assert.InRange(shown.Length, 1, LongestLabel));
    }

    [Fact]
    public void Names_are_short_lower_case_words_and_each_once_among_its_neighbours()
    {
        foreach (var say in Languages().Select(Phrases.For))
        {
            IEnumerable<IEnumerable<string>> neighbours =
            [
                room.Table.All.Select(c => c.Name),
                .. room.Table.All.Select(c => c.Subcommands.Select(s => s.Word)),
                .. Commands().Select(c => c.Options.Select(o => o.Name)),
                .. Commands().SelectMany(c => c.Options).Select(o => o.Choices),
            ];
            foreach (var names in neighbours.Select(n => n.Select(say.Name).ToList()))
            {
                Assert.All(names, n => Assert.Matches(@"\A[-_\p{L}\p{N}]{1,32}\z", n));
                Assert.All(names, n => Assert.Equal(n.ToLowerInvariant(), n));
                Assert.Equal(names.Distinct(), names);
            }
        }
    }

    [Fact]
    public void Every_language_has_a_name_for_every_command_option_and_choice()
    {
        var wanted = Commands().SelectMany(c => c.Options.Select(o => o.Name)
                .Concat(c.Options.SelectMany(o => o.Choices)).Append(c.Word)).Concat(SurfaceNames).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.All(Phrases.Languages, l => Assert.Equal(wanted, Phrases.For(l).NameKeys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("ES", "es")]
    [InlineData("es-419", "es")]
    [InlineData("es_MX", "es")]
    [InlineData("zh-Hant-TW", "en")]
    [InlineData("deu", "en")]
    [InlineData("-", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void An_unknown_region_falls_back_to_its_language_and_an_unknown_language_to_English(string? locale, string language) =>
        Assert.Equal(language, Phrases.For(locale).Language);

    [Fact]
    public void Values_stand_in_their_places_whatever_they_hold()
    {
        Assert.Equal(
            "Das sind mehr als 10 Nachrichten in einer Minute. Bitte warte 7 Sekunden.",
            Phrases.For("de").Of(Phrase.TooFast, 10, 7.0));
        Assert.Equal("There is no command `/{0}`; `/help` lists them.", Phrases.English.Of(Phrase.UnknownCommand, "`/{0}`"));
    }

    private static IEnumerable<string> Languages() => Phrases.Languages.Append("en");

    private static IEnumerable<string> Placeholders(string text) =>
        PlaceholderPattern().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    private IEnumerable<Command> Commands() => room.Table.All.SelectMany(c => c.Subcommands.Prepend(c));

    private IEnumerable<string> Descriptions() => Commands().SelectMany(c => c.Options.Select(o => o.Description).Prepend(c.Description)).Distinct();

    [GeneratedRegex(@"\{[0-9]+\}")]
    private static partial Regex PlaceholderPattern();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex CodePattern();
}
