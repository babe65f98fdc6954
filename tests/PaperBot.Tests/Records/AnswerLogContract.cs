using PaperBot.Conversations;
using PaperBot.Records;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Records;

/// <summary>What every <see cref="IAnswerLog"/> promises.</summary>
public abstract class AnswerLogContract
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ManualTimeProvider Clock { get; } = new(Some.Moment);

    protected abstract IAnswerLog Open(AnswerLogOptions options);

    [Fact]
    public async Task A_kept_answer_is_read_back_exactly()
    {
        var log = Open(new());
        var record = SomeRecords.Whole("k7f3q2md");
        Assert.True(await log.TryKeepAsync(record, Token));

        var found = (await log.FindAsync("k7f3q2md", Token))!;
        Assert.Equal(Flat(record), Flat(found));
        Assert.Equal(["a-1", "b-2"], found.Question.Filter.Ids!.Order());
        Assert.Null(await log.FindAsync("00000000", Token));
    }

    [Fact]
    public async Task A_second_answer_of_one_id_is_refused_and_the_first_stays()
    {
        var log = Open(new());
        Assert.True(await log.TryKeepAsync(SomeRecords.Kept("k7f3q2md", "ada"), Token));
        Assert.False(await log.TryKeepAsync(SomeRecords.Kept("k7f3q2md", "bob"), Token));
        Assert.Equal("ada", (await log.FindAsync("k7f3q2md", Token))!.Person);
        Assert.Equal(0, (await log.CountAsync("bob", Token)).Answers);
    }

    [Fact]
    public async Task Two_writers_of_one_id_keep_one_answer()
    {
        var log = Open(new());
        var kept = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => log.TryKeepAsync(SomeRecords.Kept("k7f3q2md", $"person-{i}"), Token)));
        Assert.Single(kept, k => k);
    }

    [Fact]
    public async Task The_last_answer_is_that_of_the_conversation()
    {
        var log = Open(new());
        await log.TryKeepAsync(SomeRecords.Kept("00000001", conversation: "a"), Token);
        await log.TryKeepAsync(SomeRecords.Kept("00000002", conversation: "a"), Token);
        await log.TryKeepAsync(SomeRecords.Kept("00000003", conversation: "b"), Token);
        await log.TryKeepAsync(SomeRecords.Kept("00000004", conversation: null), Token);
        Assert.Equal("00000002", (await log.LastAsync("a", Token))!.Id);
        Assert.Null(await log.LastAsync("c", Token));
    }

    [Fact]
    public async Task Of_more_answers_than_are_kept_the_newest_stay()
    {
        var log = Open(new() { Most = 3 });
        for (var i = 1; i <= 7; i++)
        {
            await log.TryKeepAsync(SomeRecords.Kept($"0000000{i}"), Token);
        }

        Assert.Null(await log.FindAsync("00000004", Token));
        Assert.NotNull(await log.FindAsync("00000005", Token));
        Assert.Equal(3, (await log.CountAsync("ada", Token)).Answers);
    }

    [Fact]
    public async Task An_answer_past_its_days_is_not_found_and_goes_with_the_next()
    {
        var log = Open(new() { KeepDays = 10 });
        await log.TryKeepAsync(SomeRecords.Kept("00000001"), Token);
        await log.RateAsync(new Rating("00000001", "bob", true, "nice", Some.Moment), Token);
        Clock.Advance(TimeSpan.FromDays(11));
        Assert.Null(await log.FindAsync("00000001", Token));
        Assert.Null(await log.LastAsync("room/ada", Token));
        Assert.False(await log.RateAsync(new Rating("00000001", "ada", true, "", Clock.GetUtcNow()), Token));

        await log.TryKeepAsync(SomeRecords.Kept("00000002", "eve", at: Clock.GetUtcNow()), Token);
        Assert.Equal(new KeptOfPerson(0, 0), await log.CountAsync("ada", Token));
        Assert.Equal(new KeptOfPerson(0, 0), await log.CountAsync("bob", Token));
    }

    [Fact]
    public async Task A_later_rating_takes_the_place_of_the_earlier_and_others_stay()
    {
        var log = Open(new());
        await log.TryKeepAsync(SomeRecords.Kept("k7f3q2md"), Token);
        Assert.True(await log.RateAsync(new Rating("k7f3q2md", "ada", true, "", Some.Moment), Token));
        Assert.True(await log.RateAsync(new Rating("k7f3q2md", "bob", true, "yes", Some.Moment.AddHours(1)), Token));
        Assert.True(await log.RateAsync(new Rating("k7f3q2md", "ada", false, "it's wrong", Some.Moment.AddHours(2)), Token));
        Assert.False(await log.RateAsync(new Rating("00000000", "ada", false, "", Some.Moment), Token));

        Assert.Equal(
            [
                new Rating("k7f3q2md", "bob", true, "yes", Some.Moment.AddHours(1)),
                new Rating("k7f3q2md", "ada", false, "it's wrong", Some.Moment.AddHours(2)),
            ],
            await log.RatingsAsync("k7f3q2md", Token));
    }

    [Fact]
    public async Task Forgetting_takes_what_a_person_asked_said_before_and_rated_and_leaves_the_rest()
    {
        var log = Open(new());
        var words = new Turn(Speaker.User, "my words") { Person = "ada" };
        await log.TryKeepAsync(SomeRecords.Kept("00000001", "ada"), Token);
        await log.TryKeepAsync(SomeRecords.Kept("00000002", "bob", "thread", null, words), Token);
        await log.TryKeepAsync(SomeRecords.Kept("00000003", "bob", "thread"), Token);
        await log.RateAsync(new Rating("00000003", "ada", true, "", Some.Moment), Token);
        await log.RateAsync(new Rating("00000003", "bob", true, "", Some.Moment), Token);

        Assert.Equal(new KeptOfPerson(2, 1), await log.CountAsync("ada", Token));
        Assert.Equal(new KeptOfPerson(2, 1), await log.ForgetAsync("ada", Token));
        Assert.Equal(new KeptOfPerson(0, 0), await log.ForgetAsync("ada", Token));
        Assert.Null(await log.FindAsync("00000001", Token));
        Assert.Null(await log.FindAsync("00000002", Token));
        Assert.NotNull(await log.FindAsync("00000003", Token));
        Assert.Equal(["bob"], (await log.RatingsAsync("00000003", Token)).Select(r => r.Person));
    }

    // Records hold lists, which compare by reference.
    private static string Flat(AnswerRecord record) => string.Join(
        '\n', record.Id, record.Kind, RecordJson.Write(record.Question), RecordJson.Write(record.Answer), RecordJson.Write(record.Sources),
        record.Person, record.Conversation, record.At.ToString("O"));
}
