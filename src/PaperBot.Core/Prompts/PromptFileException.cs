namespace PaperBot.Prompts;

/// <summary>
/// A prompt file cannot be used. The message is one sentence that names the file and line, and says what to do.
/// </summary>
public sealed class PromptFileException(string file, int line, string problem, Exception? cause = null)
    : Exception(line > 0 ? $"{file}, line {line}: {OneLine(problem)}" : $"{file}: {OneLine(problem)}", cause)
{
    /// <summary>The file, or the folder when it is the folder that is at fault.</summary>
    public string File { get; } = file;

    /// <summary>1-based; 0 when the whole file is at fault.</summary>
    public int Line { get; } = line;

    // A problem quotes what stands in the file, which may be half of the file when its indentation is broken.
    private static string OneLine(string problem) => problem.ReplaceLineEndings(" ");
}
