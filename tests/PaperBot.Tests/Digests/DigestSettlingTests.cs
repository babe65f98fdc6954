using PaperBot.Digests;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestSettlingTests
{
    private static readonly DateTimeOffset Now = Some.Moment;
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(10);

    [Fact]
    public void Deliveries_of_one_source_are_told_apart_by_hours_and_sources_by_names_without_digits()
    {
        var papers = Delivered("new-2026-01-01.txt", 30, Now.AddDays(-4))
            .Concat(Delivered("new-2026-01-02.txt", 50, Now.AddDays(-3)))
            .Concat(Delivered("NEW-2026-01-03.txt", 40, Now.AddDays(-2)))
            .Concat(Delivered("new-2026-01-05.txt", 2, Now.AddHours(-2)))
            .Concat(Delivered("new-2026-01-05.txt", 3, Now.AddMinutes(-4)))
            .Concat(Delivered("other.txt", 7, Now.AddDays(-1)))
            .Concat(Delivered("other.txt", 9, Now.AddMinutes(1)));

        Assert.Equal(
            [new("new-2026-01-05.txt", 5, Now.AddMinutes(-4), 40), new("other.txt", 7, Now.AddDays(-1), null)],
            SourceDelivery.Of(papers, Now));
    }

    [Fact]
    public void Bundled_samples_are_no_delivery() =>
        Assert.Empty(SourceDelivery.Of(Delivered("sample.txt", 9, Now).Select(p => p with { IsSample = true }), Now));

    [Theory]
    [InlineData(1, 40, 2, true)]
    [InlineData(19, 40, 2, true)]
    [InlineData(20, 40, 2, false)]
    [InlineData(1, 3, 2, false)]
    [InlineData(1, 40, 10, false)]
    [InlineData(1, 40, 180, false)]
    public void A_source_is_waited_for_while_it_brings_papers_and_far_less_than_usual(int papers, int usual, int minutesAgo, bool waits) =>
        Assert.Equal(waits, Decide([new("new.txt", papers, Now.AddMinutes(-minutesAgo), usual)]) is DigestReadiness.WaitUntil);

    [Fact]
    public void A_source_nobody_knows_yet_is_waited_for_when_the_edition_would_not_be_full()
    {
        SourceDelivery[] first = [new("new.txt", 1, Now.AddMinutes(-2), null)];

        Assert.Equal(
            new DigestReadiness.WaitUntil(Now.AddMinutes(8), "“new.txt” has brought 1 new paper so far, the last just now."), Decide(first, thin: true));
        Assert.IsType<DigestReadiness.Ready>(Decide(first, thin: false));
    }

    [Fact]
    public void A_source_that_never_falls_silent_is_waited_for_three_settling_times()
    {
        var (now, made) = (Now, (DateTimeOffset?)null);
        for (; made is null; now += TimeSpan.FromMinutes(1))
        {
            var dripping = new SourceDelivery("new.txt", 1 + (int)(now - Now).TotalMinutes, now, 400);
            made = DigestSettling.Decide([dripping], () => false, now, Now, Settle) is DigestReadiness.WaitUntil wait
                ? Within(wait, now)
                : now;
        }

        Assert.Equal(Now.AddMinutes(30), made);

        static DateTimeOffset? Within(DigestReadiness.WaitUntil wait, DateTimeOffset now)
        {
            Assert.InRange(wait.At, now.AddTicks(1), Now.AddMinutes(30));
            return null;
        }
    }

    [Fact]
    public void Nothing_is_waited_for_without_a_settling_time_or_a_source()
    {
        Assert.IsType<DigestReadiness.Ready>(Decide([], thin: true));
        Assert.IsType<DigestReadiness.Ready>(
            DigestSettling.Decide([new("new.txt", 1, Now, 40)], () => true, Now, Now, TimeSpan.Zero));
    }

    [Fact]
    public void A_clock_set_back_waits_for_nothing_that_lies_ahead() =>
        Assert.Empty(SourceDelivery.Of(Delivered("new.txt", 1, Now.AddHours(1)), Now));

    [Fact]
    public void A_note_names_what_is_far_below_its_usual_size_and_may_still_fill_up()
    {
        SourceDelivery[] all =
        [
            new("a.txt", 3, Now.AddMinutes(-30), 40), new("b.txt", 39, Now, 40), new("c.txt", 1, Now.AddHours(-4), 40), new("d.txt", 1, Now, null),
        ];

        Assert.Equal(
            "“a.txt” has brought 3 new papers so far, where about 40 are usual. What comes later is for the next digest.", DigestSettling.Note(all, Now));
        Assert.Null(DigestSettling.Note([.. all.Skip(1)], Now));
    }

    private static DigestReadiness Decide(SourceDelivery[] deliveries, bool thin = false) =>
        DigestSettling.Decide(deliveries, () => thin, Now, Now, Settle);

    private static IEnumerable<Paper> Delivered(string file, int count, DateTimeOffset at) =>
        GeneratedPapers.Of(count).Select(p => p with { Sources = [file], FirstImported = at });
}
