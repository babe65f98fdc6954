using PaperBot.Recency;
using Xunit;

namespace PaperBot.Tests.Recency;

public sealed class RecentMapTests
{
    [Fact]
    public void The_key_added_first_is_forgotten_first_and_a_new_value_does_not_make_it_younger()
    {
        var map = new RecentMap<string, int>(2, StringComparer.OrdinalIgnoreCase) { ["a"] = 1, ["b"] = 2 };
        map["A"] = 3;
        Assert.True(map.TryGetValue("a", out var changed));
        Assert.Equal(3, changed);
        map["c"] = 4;
        Assert.False(map.Contains("a"));
        Assert.True(map.Contains("b"));
        Assert.True(map.Contains("c"));
    }

    [Fact]
    public void A_key_that_is_there_is_not_added_again()
    {
        var map = new RecentMap<int, string>(2);
        Assert.True(map.TryAdd(1, "first"));
        Assert.False(map.TryAdd(1, "second"));
        Assert.True(map.TryGetValue(1, out var value));
        Assert.Equal("first", value);
    }

    [Fact]
    public void Many_threads_leave_it_with_no_more_than_it_may_hold()
    {
        var map = new RecentMap<int, int>(100);
        Parallel.For(0, 20_000, n => map[n % 5_000] = n);
        Assert.InRange(Enumerable.Range(0, 5_000).Count(map.Contains), 1, 100);
    }
}
