using PaperBot.Recency;
using Xunit;

namespace PaperBot.Tests.Recency;

public sealed class RecentSetTests
{
    [Fact]
    public void Each_is_added_once_and_the_oldest_is_forgotten_first()
    {
        var set = new RecentSet<string>(2, StringComparer.OrdinalIgnoreCase);
        Assert.True(set.Add("a"));
        Assert.True(set.Add("b"));
        Assert.False(set.Add("A"));
        Assert.True(set.Add("c"));
        Assert.False(set.Contains("a"));
        Assert.True(set.Contains("b"));
        Assert.True(set.Add("a"));
        Assert.False(set.Contains("b"));
        set.Clear();
        Assert.True(set.Add("c"));
    }
}
