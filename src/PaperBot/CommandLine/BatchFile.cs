using PaperBot.CommandLine.Json;

namespace PaperBot.CommandLine;

/// <summary>Files of JSON lines, read one line at a time.</summary>
internal static class BatchFile
{
    public static IEnumerable<QuestionJson> Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new CommandFailure($"The file {file} does not exist.");
        }

        return Lines(file);
    }

    private static IEnumerable<QuestionJson> Lines(FileInfo file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                var read = JsonOutput.Read<QuestionJson>(line, $"Line {number} of {file}");
                yield return read with { Id = read.Id ?? $"{number}" };
            }
        }
    }
}
