using FsCheck;
using FsCheck.Fluent;
using PaperBot.DiscordSurface.Api.Gateway;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

public sealed class SequenceWindowTests
{
    [Fact]
    public void A_number_that_never_comes_is_not_waited_for_for_ever()
    {
        var window = new SequenceWindow();
        Assert.True(window.Accept(1));
        Assert.All(Enumerable.Range(3, 100), n => Assert.True(window.Accept(n)));
        Assert.Equal(1, window.Last);
        Assert.True(window.Accept(103));
        Assert.Equal(103, window.Last);
        Assert.False(window.Accept(2));
    }

    [Fact]
    public void Whatever_order_they_come_in_each_is_accepted_once_and_none_is_passed_over() => Prop.ForAll(
        Gen.Shuffle(Enumerable.Range(2, 60).SelectMany(n => (int[])[n, n]).ToArray()).ToArbitrary(),
        numbers =>
        {
            var window = new SequenceWindow();
            window.Accept(1);
            HashSet<int> accepted = [1];
            foreach (var number in numbers)
            {
                Assert.Equal(accepted.Add(number), window.Accept(number));
                Assert.All(Enumerable.Range(1, window.Last!.Value), n => Assert.Contains(n, accepted));
            }

            Assert.Equal(61, window.Last);
        }).QuickCheckThrowOnFailure();
}
