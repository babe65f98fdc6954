using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Places;
using PaperBot.Surfaces;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using PaperBot.Tests.DiscordSurface.Interactions;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>In which language somebody is spoken to.</summary>
public sealed class LanguageTests
{
    [Fact]
    public async Task Messages_are_answered_in_the_server_s_language_and_direct_ones_in_the_person_s_once_it_is_known()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        server.Guild.Locale = "de";
        server.Reader.Locale = "es-ES";
        await using var room = await DiscordRoom.OpenAsync(server, ownsServer: false, data);
        var (act, direct) = (server.Discord.Act, server.Discord.Act.Direct(server.Reader));

        Assert.Equal("Die Nachricht war leer. Stell eine Frage, oder `/help`.", (await room.Ask("").MessageAsync()).Body.Content);
        var first = await act.Say(server.Reader, direct, "/nosuch").MessageAsync();
        Assert.Equal("There is no command `/nosuch`; `/help` lists them.", first.Body.Content);
        await room.UntilAsync(() => room.Discord.Commands.All.Count > 0, "the commands");
        await act.Slash(server.Reader, direct, "help").SettledAsync(TimeSpan.FromMilliseconds(250));
        var second = await act.Say(server.Reader, direct, "/nosuch").MessageAsync();
        Assert.Equal("No existe la orden `/nosuch`; `/help` las enumera.", second.Body.Content);
        Assert.Empty(server.Discord.Check.Findings);
    }

    [Fact]
    public async Task The_owner_is_told_of_a_missing_right_in_the_server_s_language_and_the_log_in_English()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        server.Guild.Locale = "de";
        await using var room = await DiscordRoom.OpenAsync(server, ownsServer: false, data);
        room.Discord.Act.SetBotPermissions(room.Server.Channel, deny: PaperBot.DiscordSimulator.World.Permissions.SendMessages);
        room.Ask("What is Kiteline?");
        var owner = room.Discord.Act.Direct(room.Server.Owner);
        await room.UntilAsync(() => owner.Messages.Count == 1, "a message to the owner");
        Assert.StartsWith("Ich darf im Kanal ", owner.Messages[0].Body.Content, StringComparison.Ordinal);
        Assert.Contains("„Nachrichten senden“", owner.Messages[0].Body.Content, StringComparison.Ordinal);
        Assert.Contains(room.Log, l => l.Contains("I may not write in channel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_come_in_the_language_of_who_asked()
    {
        await using var room = await DiscordRoom.OpenAsync(("Discord:Channels", "1"));
        var (reader, channel) = (room.Server.Reader, room.Server.Channel);
        reader.Locale = "es-419";
        await room.UntilAsync(() => room.Discord.Commands.All.Count > 0, "the commands");
        var slash = await room.Discord.Act.Slash(reader, channel, "status").MessageAsync();
        Assert.Equal("En este canal no respondo, pero sí en el canal 1.", slash.Body.Content);
        Assert.Equal(reader, slash.OnlyFor);
        var mention = await room.Ask("hello").MessageAsync();
        Assert.Equal("I do not answer in this channel, but I do in channel 1.", mention.Body.Content);
    }

    [Fact]
    public async Task Buttons_speak_to_who_presses_them_and_what_is_shared_to_the_whole_server()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        reader.Locale = "de";
        var gone = await rig.PostAsync(new ChatPost("A list") { Actions = [new ChatAction("Gone", "no-such-command")] });
        var unknown = await rig.Act.Press(reader, gone, "Gone").MessageAsync();
        Assert.StartsWith("Dieser Knopf stammt von einer früheren Version", unknown.Body.Content, StringComparison.Ordinal);

        var answer = await rig.Act.Slash(reader, channel, "ask", ("question", "How much water does Écluse save?")).SettledAsync();
        var shared = await rig.Act.Press(reader, answer, "Im Kanal teilen").MessageAsync();
        Assert.StartsWith("*Shared by ", shared.Body.Content, StringComparison.Ordinal);
        Assert.Contains("Geteilt", rig.Transcript(reader), StringComparison.Ordinal);
    }

    [Fact]
    public void Menus_choices_and_the_surface_s_own_options_are_offered_in_every_language()
    {
        var words = PaperBot.DiscordSurface.Commands.TranslatedCommands.Words;
        Assert.All(words.Locales, l => Assert.NotNull(words.Text(l, "Check this against the abstracts")));
        Assert.Equal("karte", PaperBot.DiscordSurface.Commands.Localisations.Names(words, "card")!["de"]);
        Assert.Equal("archivo", PaperBot.DiscordSurface.Commands.Localisations.Names(words, "file")!["es-ES"]);
    }

    [Fact]
    public async Task Only_so_many_languages_are_remembered_and_the_latest_counts()
    {
        await using var rig = new DiscordRig();
        var locales = new KnownLocales(new KnownPlaces(rig.Api));
        for (ulong person = 1; person <= 10_001; person++)
        {
            locales.Note(Of(person, "de"));
        }

        locales.Note(Of(10_001, "es-ES"));
        locales.Note(Of(10_001, null));
        Assert.Null(locales.Of(From(1)));
        Assert.Equal("de", locales.Of(From(2)));
        Assert.Equal("es-ES", locales.Of(From(10_001)));

        static DiscordInteraction Of(ulong person, string? locale) =>
            new(new Snowflake(7), new Snowflake(1), new Secret("t"), new DiscordUser(new Snowflake(person), "ada"), default)
            {
                Locale = locale,
            };

        static DiscordMessage From(ulong person) =>
            new(new Snowflake(8), new Snowflake(9), new DiscordUser(new Snowflake(person), "ada"));
    }
}
