using Microsoft.Extensions.Options;
using PaperBot.DiscordNet;
using PaperBot.DiscordSurface;
using PaperBot.Tests.DiscordSimulator;
using PaperBot.Tests.DiscordSurface;
using Xunit;
using Snowflake = PaperBot.DiscordSurface.Snowflake;

namespace PaperBot.Tests.Ecosystem.DiscordNet;

/// <summary>When Discord.Net runs, and what runs when it cannot.</summary>
public sealed class NetChoiceTests
{
    private static readonly LibraryFault Fault = new("Discord.Net does not run here: a file is missing.", "at that place");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_library_that_lies_here_passes_its_check() => Assert.Null(DiscordNetCheck.Fault());

    [Theory]
    [InlineData("auto", true)]
    [InlineData("builtin", false)]
    public async Task The_service_speaks_through_Discord_Net_unless_settings_are_against_it(string library, bool isDiscordNet)
    {
        await using var room = await DiscordRoom.OpenAsync(("Discord:Library", library));
        Assert.Equal(isDiscordNet, room.Log.Any(l => l.Contains("Discord.Net (", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_library_that_fails_its_check_leaves_the_way_to_the_built_in_one_with_one_sentence()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        var log = new RecordingLog();
        var options = new DiscordOptions { ApiAddress = server.Discord.ApiAddress, Token = new Secret(server.World.Bot.Token) };
        await using var transport = DiscordNetServices.Open(options, data.Path, TimeProvider.System, log, () => Fault);
        await using var events = transport.EventsAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await events.MoveNextAsync());
        var file = Path.Combine(data.Path, DiscordNetServices.LogName);
        var told = Assert.Single(log.Lines, l => l.StartsWith($"Warning: {Fault.Sentence} The", StringComparison.Ordinal));
        Assert.Contains(file, told, StringComparison.Ordinal);
        Assert.Equal(Fault.Details, await File.ReadAllTextAsync(file, Token));
        Assert.DoesNotContain(log.Lines, l => l.Contains("Discord.Net (", StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_that_fails_its_check_and_alone_is_wanted_is_a_sentence_that_says_what_to_do()
    {
        var options = new DiscordOptions { Library = DiscordLibrary.DiscordNet };
        var refused = Assert.Throws<OptionsValidationException>(
            () => DiscordNetServices.Open(options, null, TimeProvider.System, new RecordingLog(), () => Fault));
        Assert.Equal([$"{Fault.Sentence} Set Discord:Library to auto or builtin."], refused.Failures);
    }

    [Fact]
    public async Task A_file_arrives_with_its_name_and_its_bytes()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var transport = NetTransport.Open(
            server.Discord.ApiAddress, new Secret(server.World.Bot.Token), new RecordingLog());
        var file = new OutgoingFile("papers.bib", "@article{a}"u8.ToArray(), "text/plain; charset=utf-8");
        var sent = await transport.SendAsync(
            new Snowflake(server.Channel.Id), OutgoingMessage.Text("Here.") with { Files = [file] }, Token);
        var attachment = Assert.Single(sent.Attachments);
        Assert.Equal("papers.bib", attachment.Filename);
        Assert.Equal(file.Content.ToArray(), await transport.DownloadAsync(attachment, 1000, Token));
        Assert.Empty(server.Discord.Check.Findings);
    }
}
