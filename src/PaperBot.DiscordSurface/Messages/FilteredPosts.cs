using System.Text.RegularExpressions;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// What is sent in place of a message that the server's filter (AutoMod) stopped: first the same without its links, which filters
/// dislike most, then a sentence, then nothing, so that a filter is never tried again and again.
/// </summary>
internal static partial class FilteredPosts
{
    private const int Longest = 2000;

    /// <summary>The next thing to try, or null when there is none.</summary>
    /// <param name="stopped">What the filter stopped.</param>
    /// <param name="say">The reader's language.</param>
    public static OutgoingMessage? Next(OutgoingMessage stopped, Phrases say)
    {
        var sentence = say.Of(SurfacePhrase.Filtered);
        return Unlinked(stopped, say) ?? (stopped.Content == sentence
            ? null
            : stopped with { Content = sentence, Components = stopped.Components is null ? null : [], Files = [] });
    }

    /// <summary>The message without its links; null when it has none.</summary>
    public static OutgoingMessage? Unlinked(OutgoingMessage stopped, Phrases say)
    {
        if (stopped.Content is not { } text || !Link().IsMatch(text))
        {
            return null;
        }

        // A line of nothing but links says nothing without them.
        var plain = Link().Replace(LineOfLinks().Replace(text, ""), "$1");
        var note = say.Of(SurfacePhrase.WithoutLinks) + "\n";
        return stopped with { Content = note.Length + plain.Length <= Longest ? note + plain : plain };
    }

    [GeneratedRegex(@"\[([^\[\]\n]*)\]\(<[^<>\s]*>\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(\[[^\[\]\n]*\]\(<[^<>\s]*>\)[ ·]*)+(\n|$)", RegexOptions.Multiline)]
    private static partial Regex LineOfLinks();
}
