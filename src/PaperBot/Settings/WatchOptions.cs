using System.ComponentModel.DataAnnotations;

namespace PaperBot.Settings;

/// <summary>Settings section <c>Watch</c>: a folder whose listings are imported as they arrive.</summary>
internal sealed class WatchOptions
{
    public const string Section = "Watch";

    /// <summary>Whether the folder is watched.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The folder; <c>inbox</c> in the data folder when empty.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Seconds between two looks at the folder.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 5;

    /// <summary>Seconds without growth after which a file counts as complete.</summary>
    [Range(0, 3600)]
    public int QuietSeconds { get; set; } = 3;
}
