using System.Globalization;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>One thing that a page is told.</summary>
/// <param name="Number">Grows by one with each.</param>
/// <param name="Kind">Its name in the stream.</param>
/// <param name="Body">What is told, as JSON in one line.</param>
/// <param name="Readers">Ids of those who may know.</param>
internal sealed record News(long Number, string Kind, string Body, IReadOnlySet<ulong> Readers);

/// <summary>
/// What happened, in order, the newest so many: a page that lost its connection reads on where it stopped, and one that was away
/// for too long learns that it has to look at everything again. Safe for concurrent use.
/// </summary>
internal sealed class PageNews
{
    /// <summary>How many are kept: some minutes of streamed answers.</summary>
    public const int Most = 4000;

    private readonly string run = Guid.NewGuid().ToString("N")[..8];
    private readonly Lock gate = new();
    private readonly Queue<News> kept = new();
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long last;

    /// <summary>The mark of the newest, from which a reader goes on.</summary>
    public string Mark
    {
        get
        {
            lock (gate)
            {
                return MarkOf(last);
            }
        }
    }

    public void Add(string kind, JsonObject body, IEnumerable<Person> readers)
    {
        var (text, ids) = (body.ToJsonString(), readers.Select(r => r.Id).ToHashSet());
        TaskCompletionSource told;
        lock (gate)
        {
            kept.Enqueue(new News(++last, kind, text, ids));
            if (kept.Count > Most)
            {
                kept.Dequeue();
            }

            (told, arrived) = (arrived, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
    }

    public string MarkOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{run}-{number}");

    /// <summary>
    /// The number of a mark; null when it is of another run of the program, or so old that what followed is no longer all there.
    /// </summary>
    public long? NumberOf(string mark)
    {
        lock (gate)
        {
            return mark.StartsWith(run + "-", StringComparison.Ordinal)
                && long.TryParse(mark.AsSpan(run.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= last && number >= last - kept.Count
                ? number
                : null;
        }
    }

    /// <summary>What came after a number; waits for something for a time, and is empty when nothing came.</summary>
    public async Task<IReadOnlyList<News>> AfterAsync(long number, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task more;
        lock (gate)
        {
            if (last > number)
            {
                return [.. kept.Where(n => n.Number > number)];
            }

            more = arrived.Task;
        }

        try
        {
            await more.WaitAsync(atMost, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return [];
        }

        lock (gate)
        {
            return [.. kept.Where(n => n.Number > number)];
        }
    }
}
