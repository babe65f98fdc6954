using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Commands;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Intake;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Hands what an interaction asks for to the intake, and says at once what cannot be taken.</summary>
internal sealed class InteractionDesk(
    IDiscordTransport discord, QuestionIntake intake, KeptActions kept, SharedPosts shared, GivenFiles files,
    IOptions<IntakeOptions> options, TimeProvider time, ILogger<InteractionDesk> logger, OpenReplies? open = null)
{
    // Where so many wait, whoever asks is not answered in a moment, and in the crowd the sign that comes later may come too late.
    private const int Many = 10;

    /// <summary>The reply comes by itself; this ends when the message was taken, answered late or refused.</summary>
    /// <param name="interaction">Who, where, and the way to answer.</param>
    /// <param name="command">The row of the table.</param>
    /// <param name="values">By option name.</param>
    /// <param name="given">Files for a command that reads files; fetched only for who may use it.</param>
    /// <param name="manner">How the reply is shown.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Ends when the whole reply was sent.</returns>
    public async Task TakeAsync(
        DiscordInteraction interaction, Command command, IReadOnlyDictionary<string, string> values,
        IReadOnlyList<DiscordAttachment> given, ReplyManner manner, CancellationToken cancellationToken)
    {
        var shown = manner with { Asked = command.Name == "ask" ? values.GetValueOrDefault("question") : null };
        using var reply = new InteractionReply(discord, interaction, shown, kept, shared, time, logger);
        var message = Message(interaction, command, values);
        if (given.Count > 0 && (message.IsAdministrator || command.Permission == Permission.Everyone))
        {
            await WhileOpenAsync(interaction, () => TakeAsync(message, given, reply, cancellationToken)).ConfigureAwait(false);
            return;
        }

        if (intake.Take(message, reply, out var done) is { } refusal)
        {
            await TellAsync(interaction, refusal.Sentence, cancellationToken).ConfigureAwait(false);
            return;
        }

        await WhileOpenAsync(interaction, async () =>
        {
            await reply.ThinkAsync(intake.Waiting > Many, cancellationToken).ConfigureAwait(false);
            await done.ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Says a phrase in the person's language to the person alone.</summary>
    public Task TellAsync(
        DiscordInteraction interaction, Phrase phrase, CancellationToken cancellationToken, params object?[] values) =>
        TellAsync(interaction, Phrases.For(interaction.Locale).Of(phrase, values), cancellationToken);

    /// <summary>Says a sentence to the person alone.</summary>
    public Task TellAsync(DiscordInteraction interaction, string sentence, CancellationToken cancellationToken)
    {
        var body = OutgoingPosts.Of(sentence);
        var isPrivate = interaction.GuildId is not null;
        return discord.AnswerAsync(
            interaction,
            new InteractionAnswer.Message(body with { Flags = isPrivate ? body.Flags | MessageFlags.Ephemeral : body.Flags }),
            cancellationToken);
    }

    // A bot that is killed meanwhile says so after its restart.
    private async Task WhileOpenAsync(DiscordInteraction interaction, Func<Task> work)
    {
        open?.Begin(interaction);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            open?.End(interaction);
        }
    }

    // Fetching may take longer than Discord waits, so that "thinking" is shown meanwhile and a refusal comes in its place.
    private async Task TakeAsync(
        IncomingMessage message, IReadOnlyList<DiscordAttachment> given, InteractionReply reply,
        CancellationToken cancellationToken)
    {
        var thinking = reply.ThinkAsync(atOnce: false, cancellationToken);
        try
        {
            var (fetched, problem) = await files.FetchAsync(given, Phrases.For(message.Locale), cancellationToken)
                .ConfigureAwait(false);
            var done = Task.CompletedTask;
            if ((problem ?? intake.Take(message with { Files = fetched }, reply, out done)?.Sentence) is { } sentence)
            {
                var post = new ChatPost(sentence) { IsProblem = true, EndsReply = true };
                await reply.ReplyAsync(message, post, cancellationToken).ConfigureAwait(false);
                return;
            }

            await done.ConfigureAwait(false);
        }
        finally
        {
            await thinking.ConfigureAwait(false);
        }
    }

    /// <summary>Whether who asked looks after the server it was asked in.</summary>
    public static bool IsAdministrator(DiscordInteraction interaction) =>
        ((interaction.Member?.Permissions ?? DiscordPermissions.None)
            & (DiscordPermissions.ManageGuild | DiscordPermissions.Administrator)) != 0;

    private IncomingMessage Message(DiscordInteraction interaction, Command command, IReadOnlyDictionary<string, string> values)
    {
        var channel = (interaction.ChannelId ?? default).ToString();
        var person = $"discord:{interaction.User.Id}";
        var text = CommandRequests.Text(command, values);
        return new IncomingMessage(interaction.Id.ToString(), channel, person, Shortened(command, text))
        {
            Request = new CommandRequest(command.Name, values),
            Locale = interaction.Locale,
            IsAdministrator = IsAdministrator(interaction),
            Conversation = interaction.Channel is { IsThread: true } ? $"thread/{channel}" : IncomingMessage.Between(channel, person),
        };
    }

    // What administrators hand in, such as an abstract, is no question and has limits of its own.
    private string Shortened(Command command, string text) =>
        command.Permission == Permission.Administrator && text.Length > options.Value.LongestMessage
            ? text[..options.Value.LongestMessage] : text;
}
