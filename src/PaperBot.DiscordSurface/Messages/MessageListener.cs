using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface.Places;
using PaperBot.Intake;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// Takes messages for the bot to the intake: those that mention it, reply to it or come directly, and with the right to message
/// content also the others in its own threads and in question channels. What is not taken is answered with a sentence, not again and
/// again.
/// </summary>
internal sealed partial class MessageListener(
    IDiscordTransport transport, KnownPlaces places, AllowList allowed, ServerPace pace, ReplyChains chains, QuestionIntake intake,
    DiscordChat chat, SaidLately said, Refusals refusals, DirectTalks direct, KnownLocales locales, IOptions<DiscordOptions> options,
    ILogger<MessageListener> logger)
{
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    private readonly IReadOnlySet<Snowflake> questionChannels = IdList.Read(options.Value.QuestionChannels);

    /// <summary>Takes a message as it comes; whatever has to wait for Discord goes on by itself.</summary>
    public void Take(DiscordMessage message, CancellationToken cancellationToken)
    {
        if (IsNew(message) is { } concern)
        {
            _ = TakeSafelyAsync(message, concern, cancellationToken);
        }
    }

    /// <summary>Takes a message found later, unless it was taken when it came.</summary>
    /// <param name="message">Complete with its server.</param>
    /// <param name="draft">The bot's own message below it that was never finished.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Whether it was taken.</returns>
    public bool Take(DiscordMessage message, Snowflake? draft, CancellationToken cancellationToken)
    {
        if (IsNew(message) is not { } concern)
        {
            return false;
        }

        chat.GoOn(message.Id.ToString(), draft is { } id ? new SentMessage(message.ChannelId.ToString(), id.ToString()) : null);
        _ = TakeSafelyAsync(message, concern, cancellationToken);
        return true;
    }

    private Concern? IsNew(DiscordMessage message) => places.Me is { } me
        && Concerns.Of(message, me.Id) is not Concern.None and var concern
        && (concern != Concern.InItsPlaces || options.Value.MessageContentIntent)
        && said.First($"taken {message.Id}", ADay) ? concern : null;

    private async Task TakeSafelyAsync(DiscordMessage message, Concern concern, CancellationToken cancellationToken)
    {
        try
        {
            var me = places.Me!.Id;
            if (message.GuildId is null)
            {
                direct.Note(message.ChannelId, message.Id);
            }

            await TakeAsync(message, me, concern, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (Exception failed)
        {
            LogNotTaken(failed, message.Id);
        }
    }

    private async Task TakeAsync(DiscordMessage message, Snowflake me, Concern concern, CancellationToken cancellationToken)
    {
        var channel = message.GuildId is null
            ? new DiscordChannel(message.ChannelId, ChannelType.Direct)
            : await places.ChannelAsync(message.ChannelId, cancellationToken).ConfigureAwait(false);
        var text = MessageText.Of(message, me);
        var isAsked = concern != Concern.InItsPlaces;
        if (!isAsked && (text.Length == 0 || !await IsItsPlaceAsync(channel, me, cancellationToken).ConfigureAwait(false)))
        {
            return;
        }

        message = await WithMemberAsync(message, cancellationToken).ConfigureAwait(false);
        var incoming = new IncomingMessage(
            message.Id.ToString(), message.ChannelId.ToString(), ReplyChains.PersonOf(message.Author.Id), text)
        {
            IsAdministrator = places.IsAdministrator(message),
            Locale = locales.Of(message),
            Conversation = await ConversationAsync(message, channel, me, cancellationToken).ConfigureAwait(false),
        };
        var say = Phrases.For(incoming.Locale);
        if (allowed.Refusal(message.GuildId, channel.Id, channel.ParentId, message.Member?.Roles ?? [], say) is { } refusal)
        {
            if (isAsked && said.First($"refused {incoming.Person} {incoming.Channel}", ADay))
            {
                await chat.ReplyAsync(incoming, refusal, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (concern == Concern.Unreadable)
        {
            if (said.First($"hint {incoming.Person} {incoming.Channel}", ADay))
            {
                await chat.ReplyAsync(incoming, say.Of(SurfacePhrase.CannotRead), cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            await AskAsync(incoming, message.GuildId, cancellationToken).ConfigureAwait(false);
        }
    }

    // A channel's history does not say who the writer is in the server; without it nobody has a role or looks after anything.
    private async Task<DiscordMessage> WithMemberAsync(DiscordMessage message, CancellationToken cancellationToken)
    {
        if (message is not { GuildId: { } guild, Member: null })
        {
            return message;
        }

        try
        {
            return message with
            {
                Member = await transport.MemberAsync(guild, message.Author.Id, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (DiscordException gone) when (gone.Kind == DiscordErrorKind.Refused)
        {
            return message;
        }
    }

    private async Task AskAsync(IncomingMessage incoming, Snowflake? guild, CancellationToken cancellationToken)
    {
        if (guild is { } server && pace.Take(server, Phrases.For(incoming.Locale)) is { } tooFast)
        {
            if (refusals.MayTell("pace", incoming.Person, incoming.Channel))
            {
                await chat.ReplyAsync(incoming, tooFast, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (intake.Take(incoming, chat, out _) is { } refusal
            && (refusal.Kind is not (RefusalKind.TooFast or RefusalKind.Busy)
                || refusals.MayTell($"{refusal.Kind}", incoming.Person, incoming.Channel)))
        {
            await chat.ReplyAsync(incoming, refusal.Sentence, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ConversationAsync(
        DiscordMessage message, DiscordChannel channel, Snowflake me, CancellationToken cancellationToken)
    {
        if (channel.IsThread)
        {
            return $"thread/{channel.Id}";
        }

        var own = ReplyChains.Between(message.ChannelId, message.Author.Id);
        return message is { GuildId: not null, ReferencedMessage: { } answered } && answered.Author.Id == me
            ? await chains.OfAsync(answered, cancellationToken).ConfigureAwait(false) ?? own
            : own;
    }

    // A thread is the bot's when the bot started it, or somebody did from a message of the bot, whose id the thread then has.
    private async Task<bool> IsItsPlaceAsync(DiscordChannel channel, Snowflake me, CancellationToken cancellationToken)
    {
        if (questionChannels.Contains(channel.Id) || (channel.ParentId is { } over && questionChannels.Contains(over)))
        {
            return true;
        }

        if (!channel.IsThread || channel.OwnerId == me || chains.Knows(channel.Id))
        {
            return channel.IsThread;
        }

        try
        {
            var start = await transport.MessageAsync(channel.ParentId ?? channel.Id, channel.Id, cancellationToken)
                .ConfigureAwait(false);
            if (start.Author.Id == me)
            {
                chains.Note(channel.Id, $"thread/{channel.Id}");
                return true;
            }
        }
        catch (DiscordException gone) when (gone.Kind == DiscordErrorKind.Refused)
        {
            // It began from no message, or that is deleted.
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of Discord could not be taken")]
    private partial void LogNotTaken(Exception exception, Snowflake messageId);
}
