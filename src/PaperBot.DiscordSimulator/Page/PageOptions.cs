using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>What the page shows besides Discord's own: whose eyes it looks through, and what can be started from it.</summary>
internal sealed class PageOptions
{
    /// <summary>The secret in the page's address: letters and digits only.</summary>
    public required string Token { get; init; }

    /// <summary>The people one can be, with a word for what each is there, such as <c>admin</c>.</summary>
    public required IReadOnlyList<(Person Person, string Role)> People { get; init; }

    /// <summary>The channel shown first.</summary>
    public required Channel Home { get; init; }

    /// <summary>What the page says to do when its server is gone, a sentence or two; null says nothing of it.</summary>
    public string? WhenGone { get; init; }

    /// <summary>The clock that the page may move; null when it may not.</summary>
    public ShiftedClock? Clock { get; init; }

    /// <summary>When the next digest is due, as the buttons of the clock say it; null when nobody knows.</summary>
    public TimeOnly? DigestTime { get; init; }

    /// <summary>Called with the new time after the clock was moved.</summary>
    public Action? ClockMoved { get; init; }

    /// <summary>What can be started with a button, one at a time.</summary>
    public IReadOnlyList<Demonstration> Demonstrations { get; init; } = [];
}

/// <summary>Something that the page starts with a button and whose steps it shows beside the channel.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Label">The words on the button.</param>
/// <param name="Description">One sentence that says what will be seen.</param>
/// <param name="RunAsync">Does it; each step is told as a sentence.</param>
internal sealed record Demonstration(
    string Name, string Label, string Description, Func<Action<string>, CancellationToken, Task> RunAsync);
