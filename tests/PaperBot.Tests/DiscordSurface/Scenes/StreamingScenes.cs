using System.Collections.Concurrent;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>A model that writes, fails or hangs, and what the reader sees of it and when.</summary>
public sealed class StreamingScenes
{
    private const string Question = "How much faster is Lanternfish than full attention?";

    private const string Written = "Lanternfish is 6.1 times faster than full attention. [1] "
        + "Lanternfish loses 0.3 points of accuracy on LedgerQA. [1] "
        + "Lanternfish attends to 4% of the tokens, chosen by a small scorer. [1]";

    [Fact]
    public async Task An_answer_streams_in_typing_first_then_drafts_a_second_apart_then_itself_in_their_place()
    {
        var reply = ScriptedReply.Of(Written, 5) with { Between = TimeSpan.FromMilliseconds(140) };
        await using var room = await DiscordRoom.OpenAsync(new ScriptedChatClient(reply));
        var seen = new ConcurrentQueue<(string What, TimeSpan At)>();
        var began = TimeProvider.System.GetTimestamp();
        using var listening = room.Server.World.Changes.Listen(change => seen.Enqueue((change switch
        {
            TypingStarted { Person.IsBot: true } => "typing",
            MessageCreated { Message.Author.IsBot: true } => "first text",
            MessageEdited { Message.Author.IsBot: true } => "edit",
            _ => "",
        }, TimeProvider.System.GetElapsedTime(began))));
        var sight = room.Ask(Question);
        var answer = await sight.MessageAsync(m => m.Says("Sources:"));
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);

        List<(string What, TimeSpan At)> happened = [.. seen.Where(s => s.What.Length > 0)];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', happened));
        Assert.Equal("typing", happened[0].What);
        Assert.InRange(happened[0].At, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal("first text", happened.First(h => h.What != "typing").What);
        Assert.InRange(happened.First(h => h.What == "first text").At, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        var texts = happened.Where(h => h.What != "typing").ToList();
        Assert.True(texts.Count >= 3, "the answer came in one piece");
        var gaps = texts.Zip(texts.Skip(1), (a, b) => b.At - a.At);
        Assert.All(gaps, gap => Assert.True(gap > TimeSpan.FromSeconds(0.9), $"{gap}"));

        // A draft is the abstracts' own words or a beginning of the model's checked ones; the answer stands in the same message.
        Assert.Single(sight.Messages);
        Assert.All(answer.Earlier, draft => Assert.EndsWith(" …", draft.Content, StringComparison.Ordinal));
        Assert.Contains(answer.Earlier, draft => IsBeginning(draft.Content, answer.Body.Content));
        var book = new SceneBook();
        book.Add(room, "an answer that a model wrote", room.Server.Channel);
        book.IsKept("scenes-model");
    }

    [Fact]
    public async Task A_model_that_fails_or_says_nothing_or_hangs_or_lies_is_no_reason_for_silence()
    {
        var (book, begun) = (new SceneBook(), ScriptedReply.Of(Written[..70]));
        foreach (var (title, reply) in ((string, ScriptedReply)[])
        [
            ("a model that fails after its first sentence", begun with { Throws = new InvalidOperationException("no GPU") }),
            ("a model that says nothing", new ScriptedReply()),
            ("a model that hangs", new ScriptedReply { Stall = TimeSpan.FromHours(1) }),
            ("a model that hangs after its first sentence", begun with { Stall = TimeSpan.FromHours(1) }),
            ("a model that lies", ScriptedReply.Of("Lanternfish is 9.4 times faster than full attention. [1]")),
            ("a model that cites nothing real", ScriptedReply.Of("Lanternfish is 6.1 times faster than full attention. [7]")),
        ])
        {
            await using var room = await DiscordRoom.OpenAsync(new ScriptedChatClient(reply), ("Answering:DeadlineSeconds", "3"));
            await book.PlayAsync(room, title, async channel =>
            {
                var sight = room.Ask(Question, channel);
                await sight.MessageAsync(m => m.Says("Sources:"));
                await sight.SettledAsync();
            });
        }

        book.IsKept("scenes-model-trouble");
    }

    [Fact]
    public async Task While_a_model_is_silent_the_abstracts_own_words_stand_after_about_a_second()
    {
        var book = new SceneBook();
        await using var room = await DiscordRoom.OpenAsync(
            new ScriptedChatClient(new ScriptedReply { Stall = TimeSpan.FromHours(1) }), ("Answering:DeadlineSeconds", "8"));
        await room.OfferedAsync();
        foreach (var (title, ask) in ((string, Func<Channel, Sight>)[])
        [
            ("soon after a mention, with a model that is silent", channel => room.Ask(Question, channel)),
            ("soon after a command, with a model that is silent", channel => room.Discord.Act.Slash(
                room.Server.Reader, channel, "ask", ("question", Question), ("private", false))),
        ])
        {
            var channel = room.Server.World.AddChannel(room.Server.Guild, "papers");
            var began = TimeProvider.System.GetTimestamp();
            var sight = ask(channel);
            await sight.MessageAsync(m => m.Body.Content.EndsWith(" …", StringComparison.Ordinal));
            var took = TimeProvider.System.GetElapsedTime(began);
            TestContext.Current.TestOutputHelper?.WriteLine($"{title}: first text after {took.TotalMilliseconds:0} ms");
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(4));
            book.Add(room, title, channel);
            await sight.MessageAsync(m => m.Says("Sources:"));
            Assert.Single(sight.Messages);
        }

        book.IsKept("scenes-model-silent");
    }

    private static bool IsBeginning(string draft, string answer) =>
        answer.StartsWith(draft[..^2], StringComparison.Ordinal);
}
