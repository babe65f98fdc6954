namespace PaperBot.Terminal;

/// <summary>Lines from a pipe, a file, or a terminal too simple for editing.</summary>
/// <param name="input">Where they come from.</param>
/// <param name="ask">Runs before each line: shows a prompt where a person types.</param>
/// <param name="end">Runs after the last: leaves the prompt's row.</param>
internal sealed class ReadLines(TextReader input, Action ask, Action end) : ILineSource
{
    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        ask();

        // A blocked read cannot be called off; it is left to its thread, which ends with the process.
        var line = await Task.Factory
            .StartNew(input.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        if (line is null)
        {
            end();
        }

        return line;
    }
}
