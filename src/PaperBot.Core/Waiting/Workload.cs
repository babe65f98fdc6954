namespace PaperBot.Waiting;

/// <summary>How much the service has to do, and since when it runs. Safe for concurrent use.</summary>
internal sealed class Workload(TimeProvider time)
{
    private readonly long started = time.GetTimestamp();
    private int inside;

    /// <summary>Messages that wait or are being answered.</summary>
    public int Inside => Volatile.Read(ref inside);

    /// <summary>Time since this was made, which is when the program began to listen.</summary>
    public TimeSpan Running => time.GetElapsedTime(started);

    /// <summary>Says how many messages wait or are being answered now.</summary>
    public void Is(int messages) => Volatile.Write(ref inside, messages);
}
