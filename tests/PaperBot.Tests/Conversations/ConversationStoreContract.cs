using PaperBot.Conversations;
using Xunit;

namespace PaperBot.Tests.Conversations;

/// <summary>What every <see cref="IConversationStore"/> promises.</summary>
public abstract class ConversationStoreContract
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ManualTimeProvider Clock { get; } = new(Some.Moment);

    protected abstract IConversationStore Open(ConversationOptions options);

    [Fact]
    public async Task Turns_are_recalled_as_they_were_in_order()
    {
        var store = Open(new());
        Turn asked = new(Speaker.User, "papers on naïve “Bayes”?\n中文") { Person = "ada" };
        Turn said = new(Speaker.Bot, "[1] A\n[2] B") { Person = "ada", Papers = ["b", "a"] };
        Turn shown = new(Speaker.Bot, "Today's digest");
        await store.RememberAsync("thread", [asked, said], Token);
        await store.RememberAsync("thread", [shown], Token);

        var turns = await store.RecallAsync("thread", Token);
        Assert.Equal([asked.Text, said.Text, shown.Text], turns.Select(t => t.Text));
        Assert.Equal([Speaker.User, Speaker.Bot, Speaker.Bot], turns.Select(t => t.Role));
        Assert.Equal(["ada", "ada", null], turns.Select(t => t.Person));
        Assert.Equal(["b", "a"], turns[1].Papers);
        Assert.Empty(turns[2].Papers);
        Assert.Empty(await store.RecallAsync("Thread", Token));
    }

    [Fact]
    public async Task Only_the_last_turns_of_a_conversation_are_kept()
    {
        var store = Open(new() { Turns = 3 });
        await SayAsync(store, "a", "ada", "q1");
        await SayAsync(store, "a", "bob", "q2");
        await SayAsync(store, "b", "eve", "q3");
        Assert.Equal(["re q1", "q2", "re q2"], (await store.RecallAsync("a", Token)).Select(t => t.Text));
        Assert.Equal(1, await store.CountAsync("ada", Token));
        Assert.Equal(2, (await store.RecallAsync("b", Token)).Count);
    }

    [Fact]
    public async Task Keeping_no_turns_keeps_nothing()
    {
        var store = Open(new() { Turns = 0 });
        await SayAsync(store, "a", "ada", "q1");
        Assert.Empty(await store.RecallAsync("a", Token));
        Assert.Equal(0, await store.CountAsync("ada", Token));
    }

    [Fact]
    public async Task The_conversation_longest_silent_is_forgotten_first()
    {
        var store = Open(new() { Conversations = 2 });
        foreach (var (conversation, person) in new[] { ("a", "ada"), ("b", "bob"), ("a", "ada"), ("c", "eve") })
        {
            await SayAsync(store, conversation, person, "q");
        }

        Assert.Empty(await store.RecallAsync("b", Token));
        Assert.Equal(0, await store.CountAsync("bob", Token));
        Assert.Equal(4, (await store.RecallAsync("a", Token)).Count);
        Assert.Equal(2, (await store.RecallAsync("c", Token)).Count);
    }

    [Fact]
    public async Task A_turn_past_its_days_is_not_recalled_and_goes_with_the_next_anywhere()
    {
        var store = Open(new() { Days = 5 });
        await SayAsync(store, "a", "ada", "early");
        Clock.Advance(TimeSpan.FromDays(4));
        await SayAsync(store, "a", "ada", "late");
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(["late", "re late"], (await store.RecallAsync("a", Token)).Select(t => t.Text));
        await SayAsync(store, "b", "bob", "other");
        Assert.Equal(2, await store.CountAsync("ada", Token));
    }

    [Fact]
    public async Task Forgetting_a_person_leaves_the_others_of_the_thread()
    {
        var store = Open(new());
        await SayAsync(store, "thread", "ada", "mine");
        await SayAsync(store, "thread", "bob", "his");
        await SayAsync(store, "room/ada", "ada", "more");
        Assert.Equal(4, await store.CountAsync("ada", Token));
        Assert.Equal(4, await store.ForgetAsync("ada", Token));
        Assert.Equal(0, await store.ForgetAsync("ada", Token));
        Assert.Equal(["his", "re his"], (await store.RecallAsync("thread", Token)).Select(t => t.Text));
        Assert.Empty(await store.RecallAsync("room/ada", Token));
    }

    // A silent moment lies between, so that the order of conversations is plain.
    private async Task SayAsync(IConversationStore store, string conversation, string person, string text)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        await store.RememberAsync(
            conversation, [new Turn(Speaker.User, text) { Person = person }, new Turn(Speaker.Bot, $"re {text}") { Person = person }], Token);
    }
}
