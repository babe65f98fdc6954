using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>What every way to Discord promises, against a Discord on this machine.</summary>
public abstract class DiscordTransportContract : IAsyncLifetime
{
    private readonly CancellationTokenSource stopping = new();
    private ILoopbackDiscord discord = null!;
    private IDiscordTransport transport = null!;
    private IAsyncEnumerator<DiscordEvent> events = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A new Discord.</summary>
    private protected abstract Task<ILoopbackDiscord> StartAsync();

    /// <summary>A new transport to it.</summary>
    private protected abstract IDiscordTransport Open(ILoopbackDiscord discord, Secret token);

    public async ValueTask InitializeAsync()
    {
        discord = await StartAsync();
        transport = Open(discord, discord.Token);
        events = transport.EventsAsync(stopping.Token).GetAsyncEnumerator(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await events.DisposeAsync();
        await transport.DisposeAsync();
        await discord.DisposeAsync();
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_bot_learns_who_it_is_and_then_of_its_servers()
    {
        var ready = await NextAsync<DiscordEvent.Ready>();
        Assert.Equal((await transport.MeAsync(Token)).Id, ready.Me.Id);
        var guild = await NextAsync<DiscordEvent.GuildAvailable>();
        Assert.Equal(ready.Guilds, [guild.Guild.Id]);
        Assert.False(guild.HasJoined);
        Assert.Contains(guild.Guild.Channels, c => c.Id == discord.Channel);
    }

    [Fact]
    public async Task What_a_person_writes_is_told_with_author_text_and_mentions()
    {
        await BeginAsync();
        var id = await discord.SayAsync("What of graphs?");
        var message = (await NextAsync<DiscordEvent.MessageCreated>()).Message;
        Assert.Equal((id, discord.Channel, discord.Person), (message.Id, message.ChannelId, message.Author.Id));
        Assert.Contains("What of graphs?", message.Content, StringComparison.Ordinal);
        Assert.NotEmpty(message.Mentions);
    }

    [Fact]
    public async Task A_message_is_sent_edited_read_back_and_taken_away()
    {
        await BeginAsync();
        var sent = await transport.SendAsync(discord.Channel, OutgoingMessage.Text("Draft."), Token);
        var edited = await transport.EditAsync(discord.Channel, sent.Id, OutgoingMessage.Text("Final."), Token);
        Assert.Equal((sent.Id, "Final."), (edited.Id, edited.Content));
        Assert.Equal(["Final."], discord.BotTexts);
        Assert.Equal("Final.", (await transport.HistoryAsync(discord.Channel, before: null, 10, Token))[0].Content);
        await transport.DeleteAsync(discord.Channel, sent.Id, Token);
        Assert.Empty(discord.BotTexts);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_stands_once()
    {
        await BeginAsync();
        discord.LoseNextAnswer();
        var sent = await transport.SendAsync(discord.Channel, OutgoingMessage.Text("Digest."), Token);
        Assert.Equal("Digest.", sent.Content);
        Assert.Equal(["Digest."], discord.BotTexts);
    }

    [Fact]
    public async Task A_nonce_given_twice_stands_once()
    {
        await BeginAsync();
        var message = OutgoingMessage.Text("Digest.") with { Nonce = "2026-03-31/5" };
        var first = await transport.SendAsync(discord.Channel, message, Token);
        Assert.Equal(first.Id, (await transport.SendAsync(discord.Channel, message, Token)).Id);
        Assert.Equal(["Digest."], discord.BotTexts);
    }

    [Fact]
    public async Task History_comes_newest_first_and_page_by_page()
    {
        await BeginAsync();
        foreach (var text in (string[])["one", "two", "three"])
        {
            await transport.SendAsync(discord.Channel, OutgoingMessage.Text(text), Token);
        }

        var first = await transport.HistoryAsync(discord.Channel, before: null, 2, Token);
        var second = await transport.HistoryAsync(discord.Channel, first[^1].Id, 2, Token);
        Assert.Equal(["three", "two", "one"], first.Concat(second).Select(m => m.Content));
    }

    [Fact]
    public async Task A_command_is_told_and_its_deferred_answer_appears()
    {
        await RegisterAsync("ask", "question", isCompleted: false);
        await discord.CallAsync("ask", "question", "What of graphs?");
        var used = await NextAsync<DiscordEvent.CommandUsed>();
        Assert.Equal(("ask", "What of graphs?"), (used.Call.Name, used.Call["question"]!.Value));
        Assert.Equal(discord.Person, used.Interaction.User.Id);
        await transport.AnswerAsync(used.Interaction, new InteractionAnswer.Deferred(IsPrivate: false), Token);
        await transport.EditAnswerAsync(used.Interaction, OutgoingMessage.Text("Much."), Token);
        await transport.FollowUpAsync(used.Interaction, OutgoingMessage.Text("And more."), Token);
        Assert.Equal(["Much.", "And more."], discord.BotTexts);
    }

    [Fact]
    public async Task An_answer_whose_reply_was_lost_is_given_once()
    {
        await RegisterAsync("ask", "question", isCompleted: false);
        await discord.CallAsync("ask", "question", "What?");
        var used = await NextAsync<DiscordEvent.CommandUsed>();
        discord.LoseNextAnswer();
        await transport.AnswerAsync(used.Interaction, new InteractionAnswer.Message(OutgoingMessage.Text("This.")), Token);
        Assert.Equal(["This."], discord.BotTexts);
    }

    [Fact]
    public async Task An_option_being_typed_is_told_and_completed()
    {
        await RegisterAsync("paper", "paper", isCompleted: true);
        await discord.TypeAsync("paper", "paper", "spar");
        var asked = await NextAsync<DiscordEvent.CompletionAsked>();
        Assert.Equal("spar", asked.Call.Focused!.Value);
        await transport.AnswerAsync(
            asked.Interaction, new InteractionAnswer.Choices([new DiscordChoice("Sparse Attention", "p1")]), Token);
        Assert.Equal(["Sparse Attention"], discord.Offered);
    }

    [Fact]
    public async Task A_pressed_button_is_told_with_its_id_and_message()
    {
        await BeginAsync();
        var sent = await transport.SendAsync(
            discord.Channel,
            OutgoingMessage.Text("Answer.") with
            {
                Components = [ActionRow.Of(new Button(ButtonStyle.Secondary, "Evidence", "evidence:1"))],
            },
            Token);
        await discord.PressAsync(sent.Id);
        var used = await NextAsync<DiscordEvent.ComponentUsed>();
        Assert.Equal(("evidence:1", sent.Id), (used.CustomId, used.Message.Id));
    }

    [Fact]
    public async Task What_happens_while_the_connection_is_broken_is_told_afterwards_once()
    {
        await BeginAsync();
        await discord.SayAsync("before");
        Assert.EndsWith("before", (await NextAsync<DiscordEvent.MessageCreated>()).Message.Content, StringComparison.Ordinal);
        await discord.BreakAsync();
        await discord.SayAsync("during");
        Assert.EndsWith("during", (await NextAsync<DiscordEvent.MessageCreated>()).Message.Content, StringComparison.Ordinal);
        await NextAsync<DiscordEvent.Resumed>();
        await discord.SayAsync("after");
        Assert.EndsWith("after", (await NextAsync<DiscordEvent.MessageCreated>()).Message.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_surely_not_written_to()
    {
        var failure = await Assert.ThrowsAsync<DiscordException>(
            () => transport.SendAsync(new Snowflake(404), OutgoingMessage.Text("Hello?"), Token));
        Assert.Equal(
            (DiscordErrorKind.Refused, DiscordErrorCode.UnknownChannel, CallOutcome.NotDone),
            (failure.Kind, failure.Code, failure.Outcome));
    }

    [Fact]
    public async Task A_wrong_token_ends_the_events_with_what_to_do()
    {
        await using var wrong = Open(discord, new Secret("wrong.token"));
        var end = await Assert.ThrowsAsync<DiscordGatewayException>(async () =>
        {
            await foreach (var _ in wrong.EventsAsync(Token))
            {
                // None is expected before the end.
            }
        });
        Assert.Contains("token", end.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong.token", end.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            DiscordErrorKind.TokenRejected, (await Assert.ThrowsAsync<DiscordException>(() => wrong.MeAsync(Token))).Kind);
    }

    [Fact]
    public async Task The_events_have_one_reader()
    {
        await BeginAsync();
        await using var second = transport.EventsAsync(Token).GetAsyncEnumerator(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await second.MoveNextAsync());
    }

    [Fact]
    public async Task Cancelling_ends_the_events_quietly_and_they_can_be_read_again()
    {
        await BeginAsync();
        await stopping.CancelAsync();
        while (await events.MoveNextAsync())
        {
            // What had happened before may still be told.
        }

        using var again = new CancellationTokenSource();
        await using var second = transport.EventsAsync(again.Token).GetAsyncEnumerator(Token);
        do
        {
            Assert.True(await second.MoveNextAsync());
        }
        while (second.Current is DiscordEvent.Disconnected);

        Assert.IsType<DiscordEvent.Ready>(second.Current);
    }

    private async Task RegisterAsync(string command, string option, bool isCompleted)
    {
        var application = (await NextAsync<DiscordEvent.Ready>()).Application;
        await BeginAsync();
        var registered = await transport.ReplaceCommandsAsync(
            application,
            guild: null,
            [
                new DiscordCommand(command, "Something")
                {
                    Options = [new DiscordCommandOption(DiscordOptionType.Text, option, "Anything", Autocomplete: isCompleted)],
                },
            ],
            Token);
        Assert.NotNull(Assert.Single(registered).Id);
    }

    private Task<DiscordEvent.GuildAvailable> BeginAsync() => NextAsync<DiscordEvent.GuildAvailable>();

    private async Task<T> NextAsync<T>()
        where T : DiscordEvent
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token))
        {
            if (events.Current is T found)
            {
                return found;
            }
        }

        throw new InvalidOperationException("The events have ended.");
    }
}
