using System.Reflection;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface;

/// <summary>What the bot says in Discord of its own accord, beside the phrases of every place; see <see cref="Phrase"/>.</summary>
internal static class SurfacePhrase
{
    // Files given to a command.
    public static readonly Phrase FileTooLarge = new(
        "{0} is larger than {1} MiB, the most that is taken at a time. Split it, or have whoever runs me raise `Discord:LargestListing`.");

    public static readonly Phrase FileElsewhere = new("{0} does not lie at Discord, so it was not fetched.");
    public static readonly Phrase FileGone = new("{0} is no longer there. Please send it again.");
    public static readonly Phrase FileSlow = new("{0} did not arrive within a minute. Please try again.");
    public static readonly Phrase FileFailed = new("{0} could not be fetched from Discord. Please try again.");

    /// <summary>Every phrase there is.</summary>
    public static IReadOnlyList<Phrase> All { get; } =
    [
        .. typeof(SurfacePhrase).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Phrase>(),
    ];
}
