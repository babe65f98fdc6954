namespace PaperBot.Terminal;

/// <summary>Lines from a pipe, a file, or a terminal too simple for editing.</summary>
/// <param name="input">Where they come from.</param>
/// <param name="ask">Runs before each line: shows a prompt where a person types.</param>
internal sealed class ReadLines(TextReader input, Action ask) : ILineSource
{
    public Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        ask();

        // A blocked read cannot be called off; it is left to its thread, which ends with the process.
        return Task.Factory.StartNew(input.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancellationToken);
    }
}
