namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>What became of interactions, counted for tests.</summary>
internal sealed class InteractionStatistics
{
    private const int Most = 10_000;

    private readonly Queue<TimeSpan> answers = [];

    public int Sent { get; set; }

    /// <summary>Those that nobody answered within three seconds.</summary>
    public int Failed { get; set; }

    /// <summary>First answers that came after the three seconds.</summary>
    public int TooLate { get; set; }

    /// <summary>How long each first answer took, in the order of the answers; the newest ten thousand.</summary>
    public IReadOnlyList<TimeSpan> Answers
    {
        get
        {
            lock (answers)
            {
                return [.. answers];
            }
        }
    }

    public void Note(TimeSpan time)
    {
        lock (answers)
        {
            answers.Enqueue(time);
            if (answers.Count > Most)
            {
                answers.Dequeue();
            }
        }
    }
}
