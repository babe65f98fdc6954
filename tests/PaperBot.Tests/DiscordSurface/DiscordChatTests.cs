using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.DiscordSurface.Messages;
using PaperBot.DiscordSurface.Places;
using PaperBot.Surfaces;
using PaperBot.Tests.Digests;
using PaperBot.Tests.DiscordSimulator;
using PaperBot.Tests.Surfaces;
using Xunit;
using Channel = PaperBot.DiscordSimulator.World.Channel;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>Discord as a surface, over the simulated one.</summary>
public sealed class DiscordChatTests : ChatSurfaceContract, IAsyncLifetime
{
    private SimulatedServer server = null!;
    private DiscordApi api = null!;
    private Channel hall = null!;

    public async ValueTask InitializeAsync()
    {
        server = await SimulatedServer.StartAsync();
        hall = server.World.AddChannel(server.Guild, "hall");
        var options = new DiscordOptions { Token = new Secret(server.World.Bot.Token), ApiAddress = server.Discord.ApiAddress };
        api = new DiscordApi(options, dataFolder: null, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_post_is_found_behind_pages_of_talk_and_in_no_other_person_s_words()
    {
        var (surface, _) = OpenDiscord();
        var channel = $"{server.Channel.Id}";
        server.Discord.Act.Say(server.Reader, server.Channel, "Digest.\n-# k1");
        Assert.Equal(new PostSearch.Absent(), await surface.FindPostAsync(channel, "k1", DateTimeOffset.UtcNow, Token));
        var sent = await surface.PostAsync(channel, "k1", "Digest.", Token);
        for (var i = 0; i < 230; i++)
        {
            server.Discord.Act.Say(server.Reader, server.Channel, $"talk {i}");
        }

        var (fresh, _) = OpenDiscord();
        Assert.Equal(new PostSearch.Found(sent), await fresh.FindPostAsync(channel, "k1", DateTimeOffset.UtcNow, Token));
        Assert.Equal(new PostSearch.Absent(), await fresh.FindPostAsync(channel, "k11", DateTimeOffset.UtcNow, Token));
    }

    [Fact]
    public async Task Without_the_right_to_read_back_nothing_is_claimed()
    {
        var (surface, _) = OpenDiscord();
        server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.ReadMessageHistory);
        var search = await surface.FindPostAsync($"{server.Channel.Id}", "k1", DateTimeOffset.UtcNow, Token);
        Assert.Contains("Read Message History", Assert.IsType<PostSearch.Unknown>(search).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rights", "give me View Channel")]
    [InlineData("gone", "is gone")]
    [InlineData("name", "is no channel of Discord")]
    public async Task A_place_that_takes_no_post_refuses_it_with_what_to_do(string wrong, string said)
    {
        var (surface, _) = OpenDiscord();
        var channel = wrong == "name" ? "console" : $"{server.Channel.Id}";
        if (wrong == "rights")
        {
            server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.SendMessages);
        }
        else if (wrong == "gone")
        {
            server.Discord.Act.DeleteChannel(server.Channel);
        }

        var refusal = await Assert.ThrowsAsync<PostRefusedException>(() => surface.PostAsync(channel, "k1", "Digest.", Token));
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_a_message_that_is_gone_is_refused()
    {
        var (surface, _) = OpenDiscord();
        var sent = await surface.PostAsync($"{server.Channel.Id}", "k1", "Digest.", Token);
        server.World.Delete(server.Channel.Messages.Single());
        await Assert.ThrowsAsync<PostRefusedException>(() => surface.EditAsync(sent, "Another.", Token));
    }

    [Fact]
    public async Task A_long_reply_is_three_posts_and_a_file_with_the_whole()
    {
        var (surface, _) = OpenDiscord();
        var text = string.Join("\n\n", Enumerable.Range(1, 400).Select(i => $"Sentence {i} of a long answer."));
        foreach (var (part, post) in new PaperBot.Commands.Reply(text).PostsFor(surface.Limits).Index())
        {
            await surface.ReplyAsync(Question("1"), post with { Part = part }, Token);
        }

        Assert.Equal(3, server.Channel.Messages.Count);
        var file = Assert.Single(server.Channel.Messages[^1].Body.Attachments);
        Assert.Equal("answer.md", file.FileName);
        Assert.Contains("Sentence 400 of", System.Text.Encoding.UTF8.GetString(file.Bytes), StringComparison.Ordinal);
        Assert.All(server.Channel.Messages, m => Assert.InRange(m.Body.Content.Length, 1, 2000));
    }

    [Fact]
    public async Task Reply_of_which_nobody_knows_whether_it_stands_is_not_sent_twice_and_its_last_words_count()
    {
        var (surface, _) = OpenDiscord();
        server.Discord.Faults.Next(new ConnectionReset(AfterEffect: true), "POST /channels/{channel_id}/messages$", times: 4);
        await Assert.ThrowsAsync<DiscordException>(() => surface.ReplyAsync(Question("1"), "Draft.", Token));
        await surface.ReplyAsync(Question("1"), "Answer.", Token);
        Assert.Equal("Answer.", Assert.Single(server.Channel.Messages).Body.Content);
    }

    [Fact]
    public async Task Reply_whose_draft_was_deleted_is_sent_anew()
    {
        var (surface, _) = OpenDiscord();
        await surface.ReplyAsync(Question("1"), "Draft.", Token);
        server.Discord.Act.Delete(server.Owner, server.Channel.Messages[^1]);
        await surface.ReplyAsync(Question("1"), "Answer.", Token);
        Assert.Equal("Answer.", Assert.Single(server.Channel.Messages, m => !m.IsDeleted).Body.Content);
    }

    [Theory]
    [InlineData("*2026\\-03\\-31/123*", "2026-03-31/123/1", true)]
    [InlineData("*2026-03-31/123 · part 2 of 3*", "2026-03-31/123/2", true)]
    [InlineData("*2026-03-31/123 · part 2 of 3*", "2026-03-31/123/1", false)]
    [InlineData("*2026-03-31/1234*", "2026-03-31/123/1", false)]
    [InlineData("-# failed/2026-03-31", "failed/2026-03-31", true)]
    [InlineData("-# failed/2026-03-31 or so", "failed/2026-03-31", false)]
    public void A_post_is_recognised_by_its_last_line(string line, string key, bool isOn) =>
        Assert.Equal(isOn, PostMark.IsOn($"Papers.\n\n{line}", key));

    private protected override (IChatSurface Surface, Func<IReadOnlyList<string>> Seen) Open()
    {
        var (surface, _) = OpenDiscord();
        return (new Named(surface, channel => channel == "hall" ? $"{hall.Id}" : $"{server.Channel.Id}"), () =>
            [.. server.Channel.Messages.Concat(hall.Messages).Select(m => m.Body.Content.Split("\n-# ")[0])]);
    }

    private IncomingMessage Question(string id) => new(id, $"{server.Channel.Id}", "discord:1", "?");

    private (DiscordChat Surface, KnownPlaces Places) OpenDiscord()
    {
        var places = new KnownPlaces(api);
        var plans = new DigestPlans(new InMemoryDigestPlanStore(), Options.Create(new DigestSettings()), TimeProvider.System);
        var notices = new PlaceNotices(api, places, plans, new ToldAdministrators(null), NullLogger<PlaceNotices>.Instance);
        return (
            new DiscordChat(
                api, new Replies(api, places, notices, TimeProvider.System), new OwnPosts(api, places, notices),
                new ReplyChains(api, places), new TypingSigns(TimeProvider.System), new KeptActions()),
            places);
    }

    /// <summary>Discord's channels under the names of the contract.</summary>
    private sealed class Named(DiscordChat discord, Func<string, string> id) : IChatSurface
    {
        public SurfaceLimits Limits => discord.Limits;

        public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
            await discord.ReplyAsync(message with { Channel = id(message.Channel) }, post, cancellationToken) with { Channel = message.Channel };

        public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken) =>
            discord.EditAsync(message with { Channel = id(message.Channel) }, post, cancellationToken);

        public async Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
            await discord.PostAsync(id(channel), key, post, cancellationToken) with { Channel = channel };

        public async Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
            await discord.FindPostAsync(id(channel), key, since, cancellationToken) is PostSearch.Found found
                ? new PostSearch.Found(found.Message with { Channel = channel }) : new PostSearch.Absent();
    }
}
