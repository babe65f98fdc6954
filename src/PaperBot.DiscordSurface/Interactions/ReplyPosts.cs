using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>The messages of one reply as they stand, in order, so that its last one can offer to share them all.</summary>
internal sealed class ReplyPosts(DiscordInteraction interaction, ReplyManner manner, KeptActions kept, SharedPosts shared)
{
    // With its escapes and a line that says who shared it, this fits above the longest message.
    private const int LongestQuestion = 120;

    private readonly List<(string Id, ChatPost Post)> posts = [];

    /// <summary>A message is about to say this.</summary>
    public void Note(string id, ChatPost post)
    {
        var at = posts.FindIndex(p => p.Id == id);
        if (at < 0)
        {
            posts.Add((id, post));
        }
        else
        {
            posts[at] = (id, post);
        }
    }

    /// <summary>A message is gone.</summary>
    public void Forget(string id) => posts.RemoveAll(p => p.Id == id);

    /// <summary>What a noted post is sent as; the last of a private reply has the button that shares it.</summary>
    public OutgoingMessage Outgoing(ChatPost post, bool isPrivate)
    {
        var say = Phrases.For(interaction.Locale);
        var body = OutgoingPosts.Of(Headed(post), kept, say);
        if (!post.EndsReply || post.IsProblem || !manner.MayShare || !isPrivate || interaction.GuildId is null)
        {
            return body;
        }

        var key = shared.Keep(interaction, [.. posts.Select(p => Headed(p.Post))]);
        return body with { Components = ShareButton.Below(body.Components, key, posts.Count, say) };
    }

    // Above the first message stands what was asked.
    private ChatPost Headed(ChatPost post) =>
        manner.Asked is { } asked && !post.IsProblem && posts.Count > 0 && ReferenceEquals(posts[0].Post, post)
            ? post with { Text = $"> {Markdown.Literal(asked, LongestQuestion)}\n{post.Text}" }
            : post;
}
