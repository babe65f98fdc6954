using PaperBot.Records;

namespace PaperBot.Tests.Records;

/// <summary>A log that forgets when the test ends.</summary>
internal sealed class InMemoryAnswerLog(AnswerLogOptions options, TimeProvider time) : IAnswerLog
{
    private readonly Lock gate = new();
    private readonly List<AnswerRecord> records = [];
    private readonly List<Rating> ratings = [];

    public Task<bool> TryKeepAsync(AnswerRecord record, CancellationToken cancellationToken) => Locked(() =>
    {
        if (records.Exists(r => r.Id == record.Id))
        {
            return false;
        }

        records.Add(record);
        records.RemoveAll(r => !IsYoung(r));
        records.RemoveRange(0, Math.Max(0, records.Count - options.Most));
        ratings.RemoveAll(r => !records.Exists(k => k.Id == r.AnswerId));
        return true;
    });

    public Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        Locked(() => records.Find(r => r.Id == id && IsYoung(r)));

    public Task<AnswerRecord?> LastAsync(string conversation, CancellationToken cancellationToken) =>
        Locked(() => records.FindLast(r => r.Conversation == conversation && IsYoung(r)));

    public Task<bool> RateAsync(Rating rating, CancellationToken cancellationToken) => Locked(() =>
    {
        if (!records.Exists(r => r.Id == rating.AnswerId && IsYoung(r)))
        {
            return false;
        }

        ratings.RemoveAll(r => r.AnswerId == rating.AnswerId && r.Person == rating.Person);
        ratings.Add(rating);
        return true;
    });

    public Task<IReadOnlyList<Rating>> RatingsAsync(string answerId, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Rating>>(() => [.. ratings.Where(r => r.AnswerId == answerId).OrderBy(r => r.At)]);

    public Task<KeptOfPerson> CountAsync(string person, CancellationToken cancellationToken) => Locked(() => Count(person));

    public Task<KeptOfPerson> ForgetAsync(string person, CancellationToken cancellationToken) => Locked(() =>
    {
        var kept = Count(person);
        records.RemoveAll(r => r.People().Contains(person));
        ratings.RemoveAll(r => r.Person == person || !records.Exists(k => k.Id == r.AnswerId));
        return kept;
    });

    private KeptOfPerson Count(string person) =>
        new(records.Count(r => r.People().Contains(person)), ratings.Count(r => r.Person == person));

    private bool IsYoung(AnswerRecord record) => record.At >= time.GetUtcNow().AddDays(-options.KeepDays);

    private Task<T> Locked<T>(Func<T> action)
    {
        lock (gate)
        {
            return Task.FromResult(action());
        }
    }
}
