using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Commands;
using PaperBot.Intake;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Opens the form that asks for what an action still needs, in the language of who fills it in.</summary>
internal sealed partial class FormDesk(
    IDiscordTransport discord, CommandTable table, InteractionDesk desk, IOptions<IntakeOptions> intake, TimeProvider time,
    ILogger<FormDesk> logger)
{
    // A form cannot be promised first and shown later: the rest of Discord's three seconds is for the way there and back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Opens it, or says why not.</summary>
    /// <param name="interaction">Who asked for it; not the sending of another form.</param>
    /// <param name="action">The action, with <see cref="ChatAction.Prompt"/>.</param>
    /// <param name="code">Comes back with the form.</param>
    /// <param name="label">What the button says; empty where there is none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False when the action is none of this program, and nothing was said.</returns>
    public async Task<bool> TryOpenAsync(
        DiscordInteraction interaction, ChatAction action, string code, string label, CancellationToken cancellationToken)
    {
        if (table.FindAny(action.Command) is not { } command
            || command.Options.FirstOrDefault(o => o.Name == action.Prompt) is not { } option)
        {
            return false;
        }

        if (command.Permission == Permission.Administrator && !InteractionDesk.IsAdministrator(interaction))
        {
            // Nobody should fill in what is then refused.
            await desk.TellAsync(interaction, Phrase.NotAllowed, cancellationToken, command.Name).ConfigureAwait(false);
            return true;
        }

        string? present;
        try
        {
            present = option.Form is null ? null : await option.Form
                .Present((interaction.ChannelId ?? default).ToString(), action.Values, cancellationToken)
                .WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // An empty form would say that there is nothing yet.
            LogFailed(failed, command.Name);
            await desk.TellAsync(interaction, Phrase.Failed, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var say = Phrases.For(interaction.Locale);
        var form = ActionForms.Of(code, label, command, option, action.Values, present, intake.Value.LongestMessage, say);
        await discord.AnswerAsync(interaction, new InteractionAnswer.Modal(form), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The action with what was filled in; null when nothing was and something is needed.</summary>
    public ChatAction? Filled(ChatAction action, string typed)
    {
        var option = table.FindAny(action.Command)?.Options.FirstOrDefault(o => o.Name == action.Prompt);
        var value = typed.Length > 0 ? typed : option?.Form?.Emptied;
        return value is null
            ? option?.Required == true ? null : action
            : action with { Values = new Dictionary<string, string>(action.Values) { [action.Prompt!] = value } };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The form of /{Command} could not be filled with what stands now")]
    private partial void LogFailed(Exception exception, string command);
}
