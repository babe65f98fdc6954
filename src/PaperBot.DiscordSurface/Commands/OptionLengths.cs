using PaperBot.Commands;
using PaperBot.Records;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>How many characters may be typed for an option, in the command line as in a form.</summary>
internal static class OptionLengths
{
    /// <summary>Discord's limit of a field in a form.</summary>
    public const int LongestField = 4000;

    private const int LongestName = 300;
    private const int LongestZone = 64;
    private const int Day = 10;

    /// <param name="option">An option that is typed.</param>
    /// <param name="longestMessage">The longest message that is taken in.</param>
    public static int Most(CommandOption option, int longestMessage) => option.Kind switch
    {
        OptionKind.Paper => LongestName,
        OptionKind.Zone => LongestZone,
        OptionKind.Day => Day,
        _ when option.Name == "comment" => Math.Min(Rating.MostComment, longestMessage),
        _ => Math.Min(LongestField, longestMessage),
    };
}
