using Microsoft.Extensions.Logging;
using PaperBot.Commands;
using PaperBot.DiscordSurface.Commands;
using PaperBot.DiscordSurface.Places;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Hears commands, buttons and forms, and sees to it that each is answered. Safe for concurrent use.</summary>
internal sealed partial class InteractionListener(
    CommandTable table, CommandRegistration registration, InteractionDesk desk, ButtonPresses buttons, FormDesk forms,
    Completions completions, KeptActions kept, KnownLocales locales, IDiscordTransport discord, TimeProvider time,
    ILogger<InteractionListener> logger, IAdmission? admission = null, OpenReplies? open = null)
{
    // An event told twice comes soon after itself.
    private const int Remembered = 1000;

    private readonly Lock gate = new();
    private readonly RecentSet<Snowflake> seen = new(Remembered);

    /// <summary>Makes Discord offer the commands; never fails for what Discord says to it.</summary>
    public Task ReadyAsync(DiscordEvent.Ready ready, CancellationToken cancellationToken) => Task.WhenAll(
        registration.RegisterAsync(ready.Application, cancellationToken),
        open?.ApologiseAsync(discord, cancellationToken) ?? Task.CompletedTask);

    /// <summary>Takes an event and returns at once; events of other kinds are left alone.</summary>
    public void Take(DiscordEvent happened, CancellationToken cancellationToken)
    {
        var interaction = happened switch
        {
            DiscordEvent.CommandUsed used => used.Interaction,
            DiscordEvent.CompletionAsked asked => asked.Interaction,
            DiscordEvent.ComponentUsed used => used.Interaction,
            DiscordEvent.ModalSubmitted sent => sent.Interaction,
            _ => null,
        };
        if (interaction is not null && IsNew(interaction.Id))
        {
            locales.Note(interaction);
            _ = Task.Run(() => AnswerAsync(happened, interaction, cancellationToken), CancellationToken.None);
        }
    }

    // The one place that catches what nobody expected.
    private async Task AnswerAsync(DiscordEvent happened, DiscordInteraction interaction, CancellationToken cancellationToken)
    {
        try
        {
            await (happened switch
            {
                DiscordEvent.CompletionAsked asked => completions.AnswerAsync(interaction, asked.Call, cancellationToken),
                _ when admission?.Refusal(interaction) is { } refusal => desk.TellAsync(interaction, refusal, cancellationToken),
                DiscordEvent.CommandUsed used => CallAsync(interaction, used.Call, cancellationToken),
                DiscordEvent.ComponentUsed used => buttons.TakeAsync(used, cancellationToken),
                DiscordEvent.ModalSubmitted sent => buttons.TakeAsync(sent, cancellationToken),
                _ => Task.CompletedTask,
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (DiscordException failed)
        {
            LogRefused(interaction.Id, (time.GetUtcNow() - interaction.ReceivedAt).TotalSeconds, failed.Message);
        }
        catch (Exception unexpected)
        {
            LogFailed(unexpected, interaction.Id);
        }
    }

    private async Task CallAsync(DiscordInteraction interaction, DiscordCommandCall call, CancellationToken cancellationToken)
    {
        if (CommandRequests.Read(table, call) is not { } called)
        {
            await desk.TellAsync(interaction, SurfacePhrase.UnknownCommand, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (call.Kind != DiscordCommandKind.ChatInput && called.Values.Values.All(string.IsNullOrWhiteSpace))
        {
            await desk.TellAsync(interaction, SurfacePhrase.NothingToRead, cancellationToken).ConfigureAwait(false);
            return;
        }

        // What can be changed line by line is shown in a form rather than said.
        if (called.Command.Options.FirstOrDefault(o => o.Form is not null && !called.Values.ContainsKey(o.Name)) is { } asked
            && new ChatAction("", called.Command.Name) { Prompt = asked.Name, Values = called.Values } is var action
            && ActionCodes.Of(action, kept) is { } code
            && await forms.TryOpenAsync(interaction, action, code, "", cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // A direct exchange is private already, and what is hidden in it would be gone tomorrow.
        var inServer = interaction.GuildId is not null;
        var isPrivate = inServer && (called.IsPrivate
            ?? (call.Kind != DiscordCommandKind.ChatInput || CommandManners.IsPrivate(called.Command.Name)));
        var manner = new ReplyManner(isPrivate, inServer && CommandManners.MayShare(called.Command));
        await desk.TakeAsync(interaction, called.Command, called.Values, called.Files, manner, cancellationToken)
            .ConfigureAwait(false);
    }

    private bool IsNew(Snowflake id)
    {
        lock (gate)
        {
            return seen.Add(id);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Interaction {Id} could not be answered, {Seconds} seconds after it came: {Reason}")]
    private partial void LogRefused(Snowflake id, double seconds, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Interaction {Id} failed")]
    private partial void LogFailed(Exception exception, Snowflake id);
}
