using Microsoft.Extensions.DependencyInjection;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.DiscordSurface.Messages;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Papers;
using PaperBot.Surfaces;

namespace PaperBot.CommandLine.Trying;

/// <summary>What the bot says first to whoever tries it, once a channel: what it does, and what to click.</summary>
internal static class Welcome
{
    private const string Key = "welcome";

    // Of the bundled sample: one that an abstract answers, and one that its abstract leaves open.
    private const string Answered = "What word error rate does Windfield reach on GustBench?";
    private const string Refused = "Which nine languages does PocketScribe support?";

    public static async Task PostAsync(IServiceProvider services, string channel, CancellationToken cancellationToken)
    {
        var papers = await services.GetRequiredService<IPaperStore>().CountAsync(cancellationToken).ConfigureAwait(false);
        var post = OutgoingPosts.Of(
            new ChatPost(PostMark.On(Text(papers), Key, DiscordMarkdown.Longest))
            {
                Actions =
                [
                    Ask("1 · What error rate does Windfield reach?", Answered, "💬"),
                    Ask("2 · Which languages does PocketScribe know?", Refused, "🤷"),
                    new ChatAction("3 · See the evidence", "evidence") { Symbol = "🔍" },
                    new ChatAction("4 · Today's digest", "digest show") { Symbol = "📰" },
                ],
            },
            services.GetRequiredService<KeptActions>());
        try
        {
            await services.GetRequiredService<OwnPosts>().PostAsync(channel, Key, post, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is PostRefusedException or DiscordException)
        {
            // It is a courtesy; questions are answered all the same.
        }
    }

    private static ChatAction Ask(string label, string question, string symbol) => new(label, "ask")
    {
        Values = new Dictionary<string, string> { ["question"] = question }, IsPrivate = false, Symbol = symbol,
    };

    private static string Text(int papers) =>
        $"""
        **Welcome! I answer questions about papers from their abstracts, and I check every citation before I post it.**
        I know {papers} papers here. Four things to click, in this order:
        1. **a question** that an abstract answers: every sentence has its source
        2. **a question too far**: the abstract does not say it, and so neither do I
        3. **the evidence**: the words behind my last answer, word for word
        4. **the digest**: today's papers, a sentence each; it also comes by itself at 08:30

        Then ask in your own words: mention me, or type `/` to see what else I can do.
        """;
}
