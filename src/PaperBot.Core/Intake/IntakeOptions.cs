using System.ComponentModel.DataAnnotations;

namespace PaperBot.Intake;

/// <summary>Settings section <c>Intake</c>: how much is taken in at once.</summary>
public sealed class IntakeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Intake";

    /// <summary>How many messages are worked on at the same time.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 2;

    /// <summary>How many messages may wait; beyond that people are told to try again.</summary>
    [Range(1, 10_000)]
    public int Waiting { get; set; } = 500;

    /// <summary>
    /// How many seconds a message may wait for its turn, judged by how long answers have taken lately; whoever would wait longer
    /// is told to try again.
    /// </summary>
    [Range(5, 3600)]
    public int LongestWaitSeconds { get; set; } = 300;

    /// <summary>How many messages of one person are taken in a minute. It does not bind whoever sits at the bot's own terminal.</summary>
    [Range(1, 1000)]
    public int PerMinute { get; set; } = 10;

    /// <summary>The longest message, in characters.</summary>
    [Range(100, 100_000)]
    public int LongestMessage { get; set; } = 4000;
}
