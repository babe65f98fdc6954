using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PaperBot.Prompts;

/// <summary>
/// The prompts in use. A file that was edited is read again at its next use; an edit that broke it is logged once, and the last
/// good
/// version stays in use. Safe for concurrent use.
/// </summary>
internal sealed partial class PromptLibrary(IOptions<PromptOptions> options, ILogger<PromptLibrary> logger)
{
    private readonly Lock gate = new();
    private Dictionary<string, Entry>? entries;

    /// <summary>All prompts as they are now, in order of their names.</summary>
    public IReadOnlyList<PromptTemplate> All
    {
        get
        {
            lock (gate)
            {
                return [.. Entries.Values.Select(Current).OrderBy(p => p.Name, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The prompt as its file says now.</summary>
    /// <exception cref="PromptFailedException">There is no prompt of that name.</exception>
    /// <exception cref="PromptFileException">At the first use only: the folder cannot be read.</exception>
    public PromptTemplate Get(string name)
    {
        lock (gate)
        {
            return Entries.TryGetValue(name, out var entry)
                ? Current(entry)
                : throw new PromptFailedException(
                    name, PromptFailure.UnknownPrompt, $"There is no prompt “{name}” in {options.Value.Folder}.");
        }
    }

    private Dictionary<string, Entry> Entries => entries ??= PromptFolder.Read(options.Value.Folder)
        .ToDictionary(p => p.Key, p => new Entry(p.Value, Stamp.Of(p.Value.File)), StringComparer.Ordinal);

    private PromptTemplate Current(Entry entry)
    {
        // Taken before reading: an edit during the reading then shows at the next use.
        var stamp = Stamp.Of(entry.Prompt.File);
        if (stamp == entry.Read)
        {
            return entry.Prompt;
        }

        entry.Read = stamp;
        try
        {
            var edited = PromptFolder.ReadChecked(entry.Prompt.File);
            entry.Prompt = edited.Name == entry.Prompt.Name
                ? edited
                : throw new PromptFileException(
                    edited.File,
                    0,
                    $"the prompt was renamed from “{entry.Prompt.Name}” to “{edited.Name}”; restart to use new names.");
        }
        catch (PromptFileException wrong)
        {
            LogBroken(wrong.Message);
        }

        return entry.Prompt;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An edited prompt cannot be used, the last good version stays: {Problem}")]
    private partial void LogBroken(string problem);

    private sealed class Entry(PromptTemplate prompt, Stamp read)
    {
        public PromptTemplate Prompt { get; set; } = prompt;

        public Stamp Read { get; set; } = read;
    }

    /// <summary>
    /// What changes when a file is written. The length tells two writes within one tick of the file system's clock apart.
    /// </summary>
    private readonly record struct Stamp(DateTime Written, long Length)
    {
        public static Stamp Of(string file)
        {
            var info = new FileInfo(file);
            return info.Exists ? new Stamp(info.LastWriteTimeUtc, info.Length) : default;
        }
    }
}
