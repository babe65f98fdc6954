using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Records;
using Xunit;

namespace PaperBot.Tests.Records;

public sealed class AnswerRecorderTests
{
    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index", "larder");
    private static readonly Question Asked = new("q", "what is Larder?");
    private static readonly Answer Given = new()
    {
        QuestionId = "q", Question = "what is Larder?", Text = "An index. [1]\n\nSources:\n[1] Larder", Outcome = Outcome.Answered,
        Engine = "extractive", Citations = [new Citation(1, "larder", Larder.Title, "")],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_answer_carries_its_id_in_its_last_line_and_its_sources_as_they_were()
    {
        var log = new InMemoryAnswerLog(new(), TimeProvider.System);
        var posted = await KeepAsync(log, Given);
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{8}$", posted.Id);
        Assert.Equal($"{Given.Text}\n-# answer {posted.Id}", posted.Text);
        Assert.Equal(Given.Text, AnswerFooter.Strip(posted.Text));

        var record = (await log.FindAsync(posted.Id!, Token))!;
        Assert.Equal((posted, "ada", "room/ada"), (record.Answer, record.Person, record.Conversation));
        var source = Assert.Single(record.Sources);
        Assert.Equal(SourceState.Unchanged, source.StateIn(Corpora.Of(Larder).Current));
        Assert.Equal(SourceState.Changed, source.StateIn(Corpora.Of(Larder with { Abstract = "Other words." }).Current));
        Assert.Equal(SourceState.Gone, source.StateIn(Corpora.Of().Current));
    }

    [Fact]
    public async Task Small_talk_is_not_kept()
    {
        var hello = Given with { Outcome = Outcome.Chat };
        Assert.Same(hello, await KeepAsync(new InMemoryAnswerLog(new(), TimeProvider.System), hello));
    }

    [Fact]
    public async Task A_taken_id_is_replaced_by_another()
    {
        var log = new TroubledLog(taken: 2);
        var posted = await KeepAsync(log, Given);
        Assert.Equal(3, log.Ids.Distinct().Count());
        Assert.Equal(log.Ids[^1], posted.Id);
    }

    [Fact]
    public async Task A_log_that_fails_costs_the_footer_and_is_told_of_once_until_it_works()
    {
        var log = new TroubledLog { Failure = new StoreUnavailableException("locked") };
        var logger = new CountingLogger();
        var recorder = Recorder(log, logger);
        for (var i = 0; i < 3; i++)
        {
            Assert.Same(Given, await recorder.KeepAsync(AnswerKind.Question, Asked, Given, new Asker("ada", null), Token));
        }

        Assert.Equal(1, logger.Warnings);
        log.Failure = null;
        Assert.NotNull((await recorder.KeepAsync(AnswerKind.Question, Asked, Given, new Asker("ada", null), Token)).Id);
        log.Failure = new InvalidOperationException("unexpected");
        Assert.Null((await recorder.KeepAsync(AnswerKind.Question, Asked, Given, new Asker("ada", null), Token)).Id);
        Assert.Equal(2, logger.Warnings);
    }

    [Fact]
    public async Task A_log_that_stands_still_is_not_waited_for()
    {
        var time = new ManualTimeProvider(Some.Moment);
        var log = new TroubledLog { StandsStill = true };
        var posting = new AnswerRecorder(log, Corpora.Of(Larder), time, NullLogger<AnswerRecorder>.Instance)
            .KeepAsync(AnswerKind.Question, Asked, Given, new Asker("ada", null), Token);
        Assert.False(posting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null((await posting).Id);
    }

    private static Task<Answer> KeepAsync(IAnswerLog log, Answer answer) =>
        Recorder(log, NullLogger<AnswerRecorder>.Instance).KeepAsync(AnswerKind.Question, Asked, answer, new Asker("ada", "room/ada"), Token);

    private static AnswerRecorder Recorder(IAnswerLog log, ILogger<AnswerRecorder> logger) =>
        new(log, Corpora.Of(Larder), TimeProvider.System, logger);

    private sealed class CountingLogger : ILogger<AnswerRecorder>
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings += logLevel == LogLevel.Warning ? 1 : 0;
    }

    /// <summary>Says of the first ids that they are taken, fails, or stands still.</summary>
    private sealed class TroubledLog(int taken = 0) : IAnswerLog
    {
        public List<string> Ids { get; } = [];

        public Exception? Failure { get; set; }

        public bool StandsStill { get; init; }

        public async Task<bool> TryKeepAsync(AnswerRecord record, CancellationToken cancellationToken)
        {
            if (StandsStill)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            Ids.Add(record.Id);
            return Failure is null ? Ids.Count > taken : throw Failure;
        }

        public Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AnswerRecord?> LastAsync(string conversation, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RateAsync(Rating rating, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Rating>> RatingsAsync(string answerId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<KeptOfPerson> CountAsync(string person, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<KeptOfPerson> ForgetAsync(string person, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
