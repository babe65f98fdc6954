using PaperBot.DiscordSurface.Interactions;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Posts;

/// <summary>A post as Discord takes it: text, buttons and files, each within Discord's limits, whatever comes in.</summary>
internal static class OutgoingPosts
{
    /// <summary>
    /// A new message or, as an edit, one that takes the place of text, buttons and files. It mentions nobody and shows no
    /// cards of links.
    /// </summary>
    /// <param name="post">What is to be shown.</param>
    /// <param name="kept">
    /// Where values too long for a button are kept; without it a button whose values do not fit is left out.
    /// </param>
    /// <param name="say">The language of what has to be added; null for English.</param>
    public static OutgoingMessage Of(ChatPost post, KeptActions? kept = null, Phrases? say = null) => Of(post, "", kept, say);

    /// <summary>The same below a line of ours, which may name people: they are shown and not called.</summary>
    /// <param name="heading">At most 100 units, written by us; empty for none.</param>
    /// <param name="post">What is to be shown.</param>
    /// <param name="kept">As above.</param>
    /// <param name="say">As above.</param>
    public static OutgoingMessage Under(string heading, ChatPost post, KeptActions? kept = null, Phrases? say = null) =>
        Of(post, heading + "\n", kept, say);

    private static OutgoingMessage Of(ChatPost post, string before, KeptActions? kept, Phrases? say)
    {
        var (files, note) = PostFiles.Of(post.Files, say ?? Phrases.English);
        var room = DiscordMarkdown.Longest - before.Length - note.Length;
        return new OutgoingMessage
        {
            Content = before + DiscordMarkdown.Of(post.Text, room) + note,
            Components = PostButtons.Rows(post.Actions, kept),
            Files = files,
            KeptFiles = [],
            Flags = MessageFlags.SuppressEmbeds,
        };
    }
}
