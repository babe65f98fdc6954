using System.Collections.Concurrent;
using PaperBot.Commands;
using PaperBot.DiscordSurface.Commands;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>What follows a pressed button or a sent form: the command it stands for, a form, a reply shared.</summary>
internal sealed class ButtonPresses(
    IDiscordTransport discord, CommandTable table, InteractionDesk desk, Sharing sharing, KeptActions kept,
    FormDesk forms)
{
    private const string Page = "page";

    // One person's press is being answered: a second press of the same button is nervousness.
    private readonly ConcurrentDictionary<(Snowflake Person, Snowflake Message, string Code), bool> pressed = new();

    public async Task TakeAsync(DiscordEvent.ComponentUsed used, CancellationToken cancellationToken)
    {
        var key = (used.Interaction.User.Id, used.Message.Id, used.CustomId);
        if (!pressed.TryAdd(key, true))
        {
            var nothing = new InteractionAnswer.DeferredUpdate();
            await discord.AnswerAsync(used.Interaction, nothing, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await (ActionCodes.Read(used.CustomId, kept) switch
            {
                PressedCode.Share share => sharing.ShareAsync(used, share, cancellationToken),
                PressedCode.Action { Meant.Prompt: not null } action => AskAsync(used, action.Meant, cancellationToken),
                PressedCode.Action action => RunAsync(used.Interaction, action.Meant, used.Message, cancellationToken),
                PressedCode.Forgotten forgotten => desk.TellAsync(
                    used.Interaction, SurfacePhrase.OldButton, cancellationToken, forgotten.Command),
                _ => desk.TellAsync(used.Interaction, SurfacePhrase.UnknownButton, cancellationToken),
            }).ConfigureAwait(false);
        }
        finally
        {
            pressed.TryRemove(key, out _);
        }
    }

    public Task TakeAsync(DiscordEvent.ModalSubmitted sent, CancellationToken cancellationToken)
    {
        if (ActionCodes.Read(sent.CustomId, kept) is not PressedCode.Action { Meant: { Prompt: not null } action })
        {
            return desk.TellAsync(sent.Interaction, SurfacePhrase.UnknownButton, cancellationToken);
        }

        var typed = sent.Fields.FirstOrDefault(f => f.CustomId == ActionForms.Field)?.Text.Trim() ?? "";
        return forms.Filled(action, typed) is { } filled
            ? RunAsync(sent.Interaction, filled, sent.Message, cancellationToken)
            : desk.TellAsync(sent.Interaction, SurfacePhrase.EmptyForm, cancellationToken);
    }

    private async Task AskAsync(DiscordEvent.ComponentUsed used, ChatAction action, CancellationToken cancellationToken)
    {
        var label = ShareButton.Buttons(used.Message.Components).FirstOrDefault(b => b.CustomId == used.CustomId)?.Label ?? "";
        if (!await forms.TryOpenAsync(used.Interaction, action, used.CustomId, label, cancellationToken).ConfigureAwait(false))
        {
            await desk.TellAsync(used.Interaction, SurfacePhrase.UnknownButton, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task RunAsync(
        DiscordInteraction interaction, ChatAction action, DiscordMessage? source, CancellationToken cancellationToken)
    {
        if (table.FindAny(action.Command) is not { } command)
        {
            return desk.TellAsync(interaction, SurfacePhrase.UnknownButton, cancellationToken);
        }

        var inServer = interaction.GuildId is not null;
        var isSeenByOne = source?.Flags.HasFlag(MessageFlags.Ephemeral) == true;
        var turnsPage = action.Values.ContainsKey(Page) && source is not null
            && (isSeenByOne || source.InteractionMetadata?.User?.Id == interaction.User.Id);

        // Somebody else's page is not turned under their eyes.
        var isPrivate = inServer && (turnsPage ? isSeenByOne : action.IsPrivate || action.Values.ContainsKey(Page));
        var manner = new ReplyManner(isPrivate, inServer && CommandManners.MayShare(command), turnsPage);
        return desk.TakeAsync(interaction, command, action.Values, [], manner, cancellationToken);
    }
}
