using System.ComponentModel.DataAnnotations;

namespace PaperBot.Records;

/// <summary>Settings section <c>Answers</c>: how long answers are kept for <c>replay</c> and <c>/evidence</c>.</summary>
public sealed class AnswerLogOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Answers";

    /// <summary>How many days an answer is kept.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 90;

    /// <summary>How many answers are kept at most; the oldest go first.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 20_000;
}
