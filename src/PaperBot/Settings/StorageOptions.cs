using System.ComponentModel.DataAnnotations;

namespace PaperBot.Settings;

/// <summary>Settings section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of the database and everything else the program keeps.</summary>
    [Required]
    public string Data { get; set; } = DataFolder.Default();
}
