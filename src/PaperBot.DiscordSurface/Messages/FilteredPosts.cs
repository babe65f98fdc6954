using System.Text.RegularExpressions;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// What is sent in place of a message that the server's filter (AutoMod) stopped: first the same without its links, which filters
/// dislike most, then a sentence, then nothing, so that a filter is never tried again and again.
/// </summary>
internal static partial class FilteredPosts
{
    private const string WithoutLinks = "*Without links, which this server's filter (AutoMod) stops.*\n";
    private const string Sentence = "I have an answer, but this server's filter (AutoMod) does not let it through.";
    private const int Longest = 2000;

    /// <summary>The next thing to try, or null when there is none.</summary>
    public static OutgoingMessage? Next(OutgoingMessage stopped) => Unlinked(stopped) ?? (stopped.Content == Sentence
        ? null
        : stopped with { Content = Sentence, Components = stopped.Components is null ? null : [], Files = [] });

    /// <summary>The message without its links; null when it has none.</summary>
    public static OutgoingMessage? Unlinked(OutgoingMessage stopped)
    {
        if (stopped.Content is not { } text || !Link().IsMatch(text))
        {
            return null;
        }

        // A line of nothing but links says nothing without them.
        var plain = Link().Replace(LineOfLinks().Replace(text, ""), "$1");
        return stopped with { Content = WithoutLinks.Length + plain.Length <= Longest ? WithoutLinks + plain : plain };
    }

    [GeneratedRegex(@"\[([^\[\]\n]*)\]\(<[^<>\s]*>\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(\[[^\[\]\n]*\]\(<[^<>\s]*>\)[ ·]*)+(\n|$)", RegexOptions.Multiline)]
    private static partial Regex LineOfLinks();
}
