using Microsoft.Extensions.Logging;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>
/// The one reply to an interaction. Its first words are the interaction's answer; when they take longer than a moment, Discord
/// shows "thinking" until they come, so that the deadline is always kept. Drafts are edits of that answer, further messages follow it.
/// After a quarter of an hour, or when the interaction was lost, a reply that is not private becomes a plain message.
/// </summary>
internal sealed partial class InteractionReply(
    IDiscordTransport discord, DiscordInteraction interaction, ReplyManner manner, KeptActions kept, SharedPosts shared,
    TimeProvider time, ILogger logger) : IChatSurface, IDisposable
{
    /// <summary>
    /// How long the first words may take before "thinking" is shown: replies without a search for words come sooner, and the
    /// connection's own delays have to fit below Discord's three seconds.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Below Discord's limit, so that lines that say what was asked, and who asked or shared, have room.
    private const int MessageLength = 1700;
    private const string FirstAnswer = "@original";
    private const string FollowUp = "followup/";

    // An edit under way when the token ends would be lost.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ReplyPosts posts = new(interaction, manner, kept, shared);
    private AnswerState state;
    private bool isPrivate = manner.IsPrivate;
    private bool isOverwritten;

    /// <summary>A page that is turned shows no drafts: the old page stays until the new one is there.</summary>
    public SurfaceLimits Limits { get; } = new(MessageLength, CanEdit: !manner.TurnsPage) { HasActions = true };

    /// <summary>Shows "thinking" at once, or when nothing else was said in a moment; never throws.</summary>
    public async Task ThinkAsync(bool atOnce, CancellationToken cancellationToken)
    {
        try
        {
            var left = interaction.ReceivedAt + Grace - time.GetUtcNow();
            if (left > TimeSpan.Zero && !atOnce)
            {
                await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
            }

            await WithinGateAsync(DeferAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The service stops; whoever waits is told so by the reply.
        }
        catch (DiscordException failed)
        {
            LogFailed(interaction.Id, failed.Message);
        }
    }

    // Discord's "thinking" is the sign.
    public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
        WithinGateAsync(
            async token =>
            {
                try
                {
                    return new SentMessage(message.Channel, await ShowAsync(post, token).ConfigureAwait(false));
                }
                catch (DiscordException refused) when (post.EndsReply && refused.Kind == DiscordErrorKind.Refused)
                {
                    // A filter of the server, or a limit unknown here: nobody may be left with "thinking" for ever.
                    LogFailed(interaction.Id, refused.Message);
                    return new SentMessage(message.Channel, await ShowAsync(NotTaken, token).ConfigureAwait(false));
                }
            },
            cancellationToken);

    public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken) => WithinGateAsync(
        async token =>
        {
            if (message.Id.Length == 0 || await TryBePrivateAsync(post, token).ConfigureAwait(false))
            {
                return true;
            }

            posts.Note(message.Id, post);
            try
            {
                await ChangeAsync(message.Id, post, token).ConfigureAwait(false);
            }
            catch (DiscordException failed) when (failed.Code == DiscordErrorCode.UnknownMessage)
            {
                posts.Forget(message.Id);
                throw new PostRefusedException("The message was deleted.");
            }
            catch (DiscordException failed) when (IsTokenGone(failed))
            {
                state = AnswerState.Lost;
                throw new PostRefusedException("Discord lets nobody change this answer any more.");
            }
            catch (Exception)
            {
                // It may read either way: whoever sends it anew changes it again instead of saying it twice.
                isOverwritten = message.Id == FirstAnswer;
                throw;
            }

            return true;
        },
        cancellationToken);

    public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
        throw new PostRefusedException("An answer to a command posts nothing of its own.");

    public Task<PostSearch> FindPostAsync(
        string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<PostSearch>(new PostSearch.Unknown("An answer to a command posts nothing of its own."));

    public void Dispose() => gate.Dispose();

    private async Task<bool> DeferAsync(CancellationToken cancellationToken)
    {
        if (state != AnswerState.None)
        {
            return false;
        }

        InteractionAnswer thinking = manner.TurnsPage
            ? new InteractionAnswer.DeferredUpdate() : new InteractionAnswer.Deferred(isPrivate);
        return await AnswerAsync(thinking, AnswerState.Deferred, cancellationToken).ConfigureAwait(false);
    }

    // The id of the message that shows it; empty where another process has answered.
    private async Task<string> ShowAsync(ChatPost post, CancellationToken cancellationToken)
    {
        if (state == AnswerState.Elsewhere)
        {
            return "";
        }

        if (await TryBePrivateAsync(post, cancellationToken).ConfigureAwait(false))
        {
            return FirstAnswer;
        }

        if (IsExpired)
        {
            return await SendPlainAsync(post, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            if (state == AnswerState.None)
            {
                posts.Note(FirstAnswer, post);
                var body = Outgoing(post);
                InteractionAnswer answer = manner.TurnsPage
                    ? new InteractionAnswer.Update(body) : new InteractionAnswer.Message(Flagged(body));
                if (await AnswerAsync(answer, AnswerState.Shown, cancellationToken).ConfigureAwait(false))
                {
                    return FirstAnswer;
                }

                if (state == AnswerState.Elsewhere)
                {
                    return "";
                }
            }

            if (state is AnswerState.Deferred or AnswerState.Perhaps || isOverwritten)
            {
                posts.Note(FirstAnswer, post);
                await discord.EditAnswerAsync(interaction, Outgoing(post), cancellationToken).ConfigureAwait(false);
                (state, isOverwritten) = (AnswerState.Shown, false);
                return FirstAnswer;
            }

            if (state == AnswerState.Shown)
            {
                return await FollowUpAsync(post, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DiscordException failed) when (IsTokenGone(failed))
        {
            state = AnswerState.Lost;
        }
        catch (DiscordException failed) when (failed.Code == DiscordErrorCode.UnknownMessage)
        {
            // Somebody dismissed the "thinking".
            (state, isOverwritten) = (AnswerState.Shown, false);
            posts.Forget(FirstAnswer);
            return await FollowUpAsync(post, cancellationToken).ConfigureAwait(false);
        }

        return await SendPlainAsync(post, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> FollowUpAsync(ChatPost post, CancellationToken cancellationToken)
    {
        // Noted first, because the button that shares knows all messages.
        posts.Note("", post);
        var sent = await discord.FollowUpAsync(interaction, Flagged(Outgoing(post)), cancellationToken).ConfigureAwait(false);
        posts.Forget("");
        posts.Note(FollowUp + sent.Id, post);
        return FollowUp + sent.Id;
    }

    // Whether Discord has taken the first answer; if not, the state says what became of it.
    private async Task<bool> AnswerAsync(InteractionAnswer answer, AnswerState then, CancellationToken cancellationToken)
    {
        try
        {
            await discord.AnswerAsync(interaction, answer, cancellationToken).ConfigureAwait(false);
            state = then;
            return true;
        }
        catch (DiscordException failed) when (failed.Code == DiscordErrorCode.InteractionAlreadyAnswered)
        {
            // Two processes with one token, or an event told twice: the other one goes on.
            LogElsewhere(interaction.Id);
            state = AnswerState.Elsewhere;
        }
        catch (DiscordException failed) when (failed.Code == DiscordErrorCode.UnknownInteraction)
        {
            LogTooLate(interaction.Id, (time.GetUtcNow() - interaction.ReceivedAt).TotalSeconds);
            state = AnswerState.Lost;
        }
        catch (DiscordException failed) when (failed.Outcome == CallOutcome.PerhapsDone)
        {
            LogFailed(interaction.Id, failed.Message);
            state = AnswerState.Perhaps;
        }
        catch (DiscordException failed) when (time.GetUtcNow() - interaction.ReceivedAt >= DiscordInteraction.AnswerWithin)
        {
            LogFailed(interaction.Id, failed.Message);
            state = AnswerState.Lost;
        }

        return false;
    }

    // A problem is its caller's own business, also where "thinking" was shown to everybody or a draft stood there.
    private async Task<bool> TryBePrivateAsync(ChatPost post, CancellationToken cancellationToken)
    {
        if (!post.IsProblem || (isPrivate && !manner.TurnsPage) || interaction.GuildId is null || IsExpired)
        {
            return false;
        }

        if (state == AnswerState.None)
        {
            isPrivate = true;
            var answer = new InteractionAnswer.Message(Flagged(Outgoing(post)));
            return await AnswerAsync(answer, AnswerState.Shown, cancellationToken).ConfigureAwait(false);
        }

        if (state is not (AnswerState.Deferred or AnswerState.Shown))
        {
            return false;
        }

        if (!manner.TurnsPage)
        {
            try
            {
                await discord.DeleteAnswerAsync(interaction, cancellationToken).ConfigureAwait(false);
            }
            catch (DiscordException failed) when (failed.Code == DiscordErrorCode.UnknownMessage)
            {
                // Gone already.
            }
        }

        (isPrivate, state) = (true, AnswerState.Shown);
        await discord.FollowUpAsync(interaction, Flagged(Outgoing(post)), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private Task<DiscordMessage> ChangeAsync(string id, ChatPost post, CancellationToken cancellationToken)
    {
        if (id == FirstAnswer || id.StartsWith(FollowUp, StringComparison.Ordinal))
        {
            return IsExpired ? throw new PostRefusedException("Discord lets nobody change this answer any more.")
                : id == FirstAnswer ? discord.EditAnswerAsync(interaction, Outgoing(post), cancellationToken)
                : discord.EditFollowUpAsync(
                    interaction, Snowflake.Parse(id[FollowUp.Length..]), Outgoing(post), cancellationToken);
        }

        var body = LateReply.Of(interaction, post, kept);
        return discord.EditAsync(interaction.ChannelId!.Value, Snowflake.Parse(id), body, cancellationToken);
    }

    private async Task<string> SendPlainAsync(ChatPost post, CancellationToken cancellationToken)
    {
        state = AnswerState.Lost;
        if (isPrivate || post.IsProblem || !LateReply.IsPossible(interaction))
        {
            throw new PostRefusedException(
                "The answer came too late for Discord, and could not be sent as a message of its own because it is private "
                + "or the bot may not write there.");
        }

        LogPlain(interaction.Id);
        var sent = await LateReply.SendAsync(discord, interaction, post, kept, cancellationToken).ConfigureAwait(false);
        return sent.ToString();
    }

    private ChatPost NotTaken => new(Phrases.For(interaction.Locale).Of(SurfacePhrase.NotTaken)) { IsProblem = true };

    private OutgoingMessage Outgoing(ChatPost post) => posts.Outgoing(post, isPrivate);

    private OutgoingMessage Flagged(OutgoingMessage body) =>
        isPrivate ? body with { Flags = (body.Flags ?? MessageFlags.None) | MessageFlags.Ephemeral } : body;

    private bool IsExpired => state == AnswerState.Lost
        || time.GetUtcNow() >= interaction.ReceivedAt + DiscordInteraction.TokenLife - Margin;

    private static bool IsTokenGone(DiscordException failed) => failed.Code
        is DiscordErrorCode.UnknownWebhook or DiscordErrorCode.InvalidWebhookToken or DiscordErrorCode.UnknownInteraction;

    private async Task<T> WithinGateAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Interaction {Id} was answered already by somebody else")]
    private partial void LogElsewhere(Snowflake id);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Interaction {Id} could not be answered in time, {Seconds} seconds after it came")]
    private partial void LogTooLate(Snowflake id, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first answer to interaction {Id} failed: {Reason}")]
    private partial void LogFailed(Snowflake id, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The reply to interaction {Id} goes out as a message of its own")]
    private partial void LogPlain(Snowflake id);
}
