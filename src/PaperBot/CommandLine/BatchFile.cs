using PaperBot.CommandLine.Json;

namespace PaperBot.CommandLine;

/// <summary>
/// A file of JSON lines, read one line at a time. A line that is no JSON is named on standard error, and the next one goes on.
/// </summary>
internal sealed class BatchFile(FileInfo file, TextWriter error)
{
    private int refused;

    /// <summary>How the command ends once all lines are read: failed when a line was refused.</summary>
    public int Code => refused == 0 ? ExitCode.Done : ExitCode.Failed;

    /// <summary>The lines that can be read, in order; one without an id gets its line number.</summary>
    public IEnumerable<QuestionJson> Read()
    {
        if (!file.Exists)
        {
            throw new CommandFailure($"The file {file} does not exist.");
        }

        var number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && Parse(line, number) is { } read)
            {
                yield return read with { Id = read.Id ?? $"{number}" };
            }
        }
    }

    private QuestionJson? Parse(string line, int number)
    {
        try
        {
            return JsonOutput.Read<QuestionJson>(line, $"Line {number} of {file}");
        }
        catch (CommandFailure wrong)
        {
            refused++;
            error.WriteLine(wrong.Message);
            return null;
        }
    }
}
