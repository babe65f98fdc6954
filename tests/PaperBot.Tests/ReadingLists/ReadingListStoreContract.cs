using System.Globalization;
using PaperBot.ReadingLists;
using Xunit;

namespace PaperBot.Tests.ReadingLists;

/// <summary>What every <see cref="IReadingListStore"/> promises.</summary>
public abstract class ReadingListStoreContract
{
    protected abstract IReadingListStore Store { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_comes_back_in_the_order_in_which_it_was_saved_and_is_its_persons_alone()
    {
        await Store.SaveAsync("ada", Paper("b-2"), Token);
        await Store.SaveAsync("bob", Paper("c-3"), Token);
        await Store.SaveAsync("ada", Paper("a-1"), Token);
        Assert.Equal([Paper("b-2"), Paper("a-1")], await Store.ListAsync("ada", Token));
        Assert.Equal([Paper("c-3")], await Store.ListAsync("bob", Token));
        Assert.Empty(await Store.ListAsync("eve", Token));
    }

    [Fact]
    public async Task A_paper_saved_twice_stays_where_it_is()
    {
        Assert.Equal(SaveOutcome.Saved, await Store.SaveAsync("ada", Paper("b-2"), Token));
        await Store.SaveAsync("ada", Paper("a-1"), Token);
        Assert.Equal(SaveOutcome.SavedBefore, await Store.SaveAsync("ada", Paper("b-2") with { Title = "Another" }, Token));
        Assert.Equal([Paper("b-2"), Paper("a-1")], await Store.ListAsync("ada", Token));
    }

    [Fact]
    public async Task A_full_list_takes_nothing_more_until_something_is_taken_off()
    {
        for (var i = 0; i < IReadingListStore.Most; i++)
        {
            await Store.SaveAsync("ada", Paper("p-" + i.ToString(CultureInfo.InvariantCulture)), Token);
        }

        Assert.Equal(SaveOutcome.Full, await Store.SaveAsync("ada", Paper("x"), Token));
        Assert.Equal(SaveOutcome.SavedBefore, await Store.SaveAsync("ada", Paper("p-0"), Token));
        Assert.Equal(SaveOutcome.Saved, await Store.SaveAsync("bob", Paper("x"), Token));
        Assert.True(await Store.RemoveAsync("ada", "p-7", Token));
        Assert.Equal(SaveOutcome.Saved, await Store.SaveAsync("ada", Paper("x"), Token));
        Assert.Equal(IReadingListStore.Most, await Store.CountAsync("ada", Token));
    }

    [Fact]
    public async Task What_is_not_on_a_list_cannot_be_taken_off()
    {
        await Store.SaveAsync("ada", Paper("a-1"), Token);
        Assert.False(await Store.RemoveAsync("bob", "a-1", Token));
        Assert.False(await Store.RemoveAsync("ada", "b-2", Token));
        Assert.Equal(1, await Store.CountAsync("ada", Token));
    }

    [Fact]
    public async Task Forgetting_a_person_empties_their_list_and_no_others()
    {
        await Store.SaveAsync("ada", Paper("a-1"), Token);
        await Store.SaveAsync("ada", Paper("b-2"), Token);
        await Store.SaveAsync("bob", Paper("a-1"), Token);
        Assert.Equal(2, await Store.ForgetAsync("ada", Token));
        Assert.Equal(0, await Store.ForgetAsync("ada", Token));
        Assert.Equal(0, await Store.CountAsync("ada", Token));
        Assert.Equal(1, await Store.CountAsync("bob", Token));
    }

    private static SavedPaper Paper(string id) => new(id, $"Title of {id}", Some.Moment);
}
