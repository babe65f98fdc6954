using Microsoft.Extensions.DependencyInjection;
using PaperBot.DiscordSurface;
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

    /// <summary>Posts it, unless it stands.</summary>
    /// <param name="services">The bot's.</param>
    /// <param name="channel">Where.</param>
    /// <param name="isSample">Whether the papers are the bundled ones, of which it is known what can be asked.</param>
    /// <param name="cancellationToken">Gives up before the send.</param>
    public static async Task PostAsync(
        IServiceProvider services, string channel, bool isSample, CancellationToken cancellationToken)
    {
        var papers = await services.GetRequiredService<IPaperStore>().CountAsync(cancellationToken).ConfigureAwait(false);
        var post = new ChatPost(isSample ? OfSample(papers) : OfOwn(papers))
        {
            Actions = isSample
                ?
                [
                    Ask("1 · What error rate does Windfield reach?", Answered, "💬"),
                    Ask("2 · Which languages does PocketScribe know?", Refused, "🤷"),
                    new ChatAction("3 · See the evidence", "evidence") { Symbol = "🔍" },
                    new ChatAction("4 · Today's digest", "digest show") { Symbol = "📰" },
                ]
                :
                [
                    new ChatAction("1 · Their themes", "summarize") { Symbol = "🧭" },
                    new ChatAction("2 · Ask", "ask") { Prompt = "question", IsPrivate = false, Symbol = "💬" },
                    new ChatAction("3 · See the evidence", "evidence") { Symbol = "🔍" },
                    new ChatAction("4 · Today's digest", "digest show") { Symbol = "📰" },
                ],
        };
        try
        {
            await services.GetRequiredService<IChatSurface>().PostAsync(channel, Key, post, cancellationToken).ConfigureAwait(false);
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

    private static string OfOwn(int papers) =>
        $"""
        **Welcome! I answer questions about papers from their abstracts, and I check every citation before I post it.**
        I know your {papers} papers. Four things to click:
        1. **their themes**, every sentence with its source
        2. **ask** what one of them says; what no abstract says, I do not say either
        3. **the evidence**: the words behind my last answer, word for word
        4. **the digest**: today's papers, a sentence each; it also comes by itself at 08:30
        """;

    private static string OfSample(int papers) =>
        $"""
        **Welcome! I answer questions about papers from their abstracts, and I check every citation before I post it.**
        I know {papers} papers here, invented ones by invented authors. Four things to click, in this order:
        1. **a question** that an abstract answers: every sentence has its source
        2. **a question too far**: the abstract does not say it, and so neither do I
        3. **the evidence**: the words behind my last answer, word for word
        4. **the digest**: today's papers, a sentence each; it also comes by itself at 08:30

        Then ask in your own words: mention me, or type `/` to see what else I can do.
        """;
}
