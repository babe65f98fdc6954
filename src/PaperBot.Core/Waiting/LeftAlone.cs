namespace PaperBot.Waiting;

/// <summary>Work that nobody waits for any more, and whose failure concerns nobody.</summary>
internal static class LeftAlone
{
    /// <summary>Sees the task's exception, so that it is not reported as one that nobody saw.</summary>
    public static void Let(Task task) => task.ContinueWith(
        t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
