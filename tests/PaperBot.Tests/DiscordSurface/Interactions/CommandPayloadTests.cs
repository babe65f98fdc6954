using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PaperBot.Commands;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Commands;
using PaperBot.Intake;
using PaperBot.Tests.Commands;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>The command table as Discord takes it, and when it is registered.</summary>
public sealed partial class CommandPayloadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_command_keeps_Discords_limits()
    {
        await using var room = await CommandRoom.OpenAsync(sample: false, Token);
        var commands = Payloads(room.Table, null).Global;
        Assert.Equal(commands.Count, commands.Select(c => (c.Type, c.Name)).Distinct().Count());
        foreach (var command in commands.Where(c => c.Type == DiscordCommandKind.ChatInput))
        {
            Assert.Matches(Name(), command.Name);
            Assert.InRange(command.Description.Length, 1, 100);
            Check(command.Options);
            Assert.Equal([InteractionContext.Guild, InteractionContext.BotDirectMessage], command.Contexts!);
        }

        void Check(IReadOnlyList<DiscordCommandOption> options)
        {
            Assert.InRange(options.Count, 0, 25);
            Assert.Equal(options, options.OrderByDescending(o => o.Required));
            foreach (var option in options)
            {
                Assert.Matches(Name(), option.Name);
                Assert.InRange(option.Description.Length, 1, 100);
                Assert.InRange(option.Choices.Count, 0, 25);
                Assert.False(option.Autocomplete && option.Choices.Count > 0);
                Assert.InRange(option.MaxLength ?? 1, 1, 6000);
                Check(option.Options);
            }
        }
    }

    [Fact]
    public async Task Options_are_what_their_kinds_say()
    {
        await using var room = await CommandRoom.OpenAsync(sample: false, Token);
        var commands = Payloads(room.Table, null).Global;
        DiscordCommandOption Option(string command, string name, string? sub = null)
        {
            var options = commands.Single(c => c.Name == command).Options;
            return (sub is null ? options : options.Single(o => o.Name == sub).Options).Single(o => o.Name == name);
        }

        Assert.True(Option("paper", "paper").Autocomplete);
        Assert.True(Option("digest", "zone", "schedule").Autocomplete);
        Assert.Equal((DiscordOptionType.Whole, 1.0, 50.0), Numbers(Option("search", "count")));
        Assert.Equal((10, 10), (Option("search", "after").MinLength, Option("search", "after").MaxLength));
        Assert.EndsWith("(2026-03-31)", Option("search", "after").Description, StringComparison.Ordinal);
        Assert.Equal(DiscordOptionType.Channel, Option("digest", "channel", "off").Type);
        Assert.Equal(["good", "bad"], Option("feedback", "rating").Choices.Select(c => c.Value));
        Assert.Contains("search", Option("help", "command").Choices.Select(c => c.Value));
        Assert.Equal(DiscordOptionType.Truth, Option("ask", "private").Type);
        Assert.Equal(["rating", "answer", "comment"], commands.Single(c => c.Name == "feedback").Options.Select(o => o.Name));
        Assert.Null(commands.Single(c => c.Name == "digest").DefaultMemberPermissions);

        static (DiscordOptionType, double?, double?) Numbers(DiscordCommandOption o) => (o.Type, o.MinValue, o.MaxValue);
    }

    [Fact]
    public async Task Translations_that_Discord_would_refuse_are_left_out()
    {
        await using var room = await CommandRoom.OpenAsync(sample: false, Token);
        var words = new CommandWords(
            ["de", "es-ES"],
            (locale, english) => locale == "de" ? english switch
            {
                "search" => "suche",
                "paper" => "Groß und mit Raum",
                "after" or "before" => "wann",
                _ => null,
            }
            : null,
            (locale, english) => english == "Find papers" ? locale == "de" ? "Findet Arbeiten" : new string('x', 101) : null);
        var commands = Payloads(room.Table, words).Global;
        var search = commands.Single(c => c.Name == "search");
        Assert.Equal("suche", Assert.Single(search.NameLocalizations!).Value);
        Assert.Equal("Findet Arbeiten", Assert.Single(search.DescriptionLocalizations!).Value);
        Assert.Null(commands.Single(c => c.Name == "paper").NameLocalizations);
        Assert.All(search.Options, o => Assert.Empty(o.NameLocalizations ?? new Dictionary<string, string>()));
    }

    [Fact]
    public async Task Commands_are_registered_once_and_again_only_when_they_differ()
    {
        await using var rig = await InteractionRig.StartAsync();
        Assert.Equal(1, Puts(rig));
        var application = new Snowflake(rig.Server.World.Bot.Id);
        Assert.False(await rig.Service<CommandRegistration>().RegisterAsync(application, Token));
        Assert.Equal(1, Puts(rig));
        var fewer = rig.Service<CommandPayloads>().Global.Skip(1).ToList();
        await rig.Discord.ReplaceCommandsAsync(application, null, fewer, Token);
        Assert.True(await rig.Service<CommandRegistration>().RegisterAsync(application, Token));
        Assert.Equal(3, Puts(rig));
        var other = rig.Service<CommandPayloads>().Global.Select(c => c.Name == "ask" ? c with
        {
            DescriptionLocalizations = new Dictionary<string, string> { ["de"] = "Alt" },
        }
        : c).ToList();
        await rig.Discord.ReplaceCommandsAsync(application, null, other, Token);
        Assert.True(await rig.Service<CommandRegistration>().RegisterAsync(application, Token));
        Assert.Equal([], rig.Server.Discord.Check.Findings.Select(f => f.ToString()));
    }

    [Fact]
    public async Task A_test_server_gets_the_commands_alone_and_once()
    {
        await using var rig = await InteractionRig.StartForServerAsync();
        Assert.All(rig.Server.Discord.Commands.All, c => Assert.Equal(rig.Server.Guild.Id, c.Guild));
        Assert.False(await rig.Service<CommandRegistration>().RegisterAsync(new Snowflake(rig.Server.World.Bot.Id), Token));
        Assert.Contains(rig.Server.Discord.Commands.All, c => c.Name == "ask");
    }

    [Fact]
    public async Task Commands_that_Discord_refuses_are_told_of_and_stop_nothing()
    {
        await using var rig = await InteractionRig.StartAsync();
        var application = new Snowflake(rig.Server.World.Bot.Id);
        await rig.Discord.ReplaceCommandsAsync(application, null, [], Token);
        rig.Server.Discord.Faults.Next(new ErrorAnswer(400, 30034, "Max number of daily application command creates has been reached (200)"), "PUT");
        Assert.False(await rig.Service<CommandRegistration>().RegisterAsync(application, Token));
        Assert.Contains(rig.Log.Lines, l => l.Contains("no more new commands today", StringComparison.Ordinal));
    }

    private static int Puts(InteractionRig rig) => rig.Server.Discord.Requests.All.Count(r => r.Method == "PUT");

    private static CommandPayloads Payloads(CommandTable table, CommandWords? words) => new(table, Options.Create(new IntakeOptions()), words);

    [GeneratedRegex(@"^[-_\p{Ll}\p{N}]{1,32}$")]
    private static partial Regex Name();
}
