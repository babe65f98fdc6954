using PaperBot.DiscordSurface.Places;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// Which conversation an own message belongs to, so that a reply to it goes on with that. It is remembered for the latest messages
/// and read from the chain of replies for older ones: the chain's first question names the conversation.
/// </summary>
internal sealed class ReplyChains(IDiscordTransport transport, KnownPlaces places)
{
    private const int Remembered = 5000;

    // A chain this long is remembered, or it is a restart in the middle of it.
    private const int LongestWalk = 12;

    private readonly RecentMap<Snowflake, string> conversations = new(Remembered);

    /// <summary>Whether this is an own message of lately.</summary>
    public bool Knows(Snowflake message) => conversations.Contains(message);

    /// <summary>Notes what an own message belongs to.</summary>
    public void Note(Snowflake own, string conversation) => conversations.TryAdd(own, conversation);

    /// <summary>The conversation of an own message; null when it answers nobody, or the chain cannot be read.</summary>
    public async Task<string?> OfAsync(DiscordMessage own, CancellationToken cancellationToken)
    {
        var me = places.Me?.Id;
        try
        {
            for (var step = 0; step < LongestWalk; step++)
            {
                if (conversations.TryGetValue(own.Id, out var known))
                {
                    return known;
                }

                if (own.InteractionMetadata?.User is { } asked)
                {
                    return Between(own.ChannelId, asked.Id);
                }

                if (await AnsweredAsync(own, cancellationToken).ConfigureAwait(false) is not { } question)
                {
                    return null;
                }

                var before = await AnsweredAsync(question, cancellationToken).ConfigureAwait(false);
                if (before is null || before.Author.Id != me)
                {
                    return Between(question.ChannelId, question.Author.Id);
                }

                own = before;
            }
        }
        catch (DiscordException)
        {
            // Deleted, or not to be read: what the person says begins a conversation of its own.
        }

        return null;
    }

    /// <summary>The conversation of one person in one channel.</summary>
    public static string Between(Snowflake channel, Snowflake person) =>
        IncomingMessage.Between(channel.ToString(), PersonOf(person));

    /// <summary>A person as Core knows them.</summary>
    public static string PersonOf(Snowflake person) => $"discord:{person}";

    private async Task<DiscordMessage?> AnsweredAsync(DiscordMessage reply, CancellationToken cancellationToken) => reply switch
    {
        { ReferencedMessage: { } answered } => answered,
        { Type: MessageType.Reply, MessageReference: { Type: 0, MessageId: { } id } reference } => await transport.MessageAsync(
            reference.ChannelId ?? reply.ChannelId, id, cancellationToken).ConfigureAwait(false),
        _ => null,
    };
}
