using Microsoft.Extensions.Logging;
using PaperBot.Commands;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Text;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Offers values while an option is typed: at once, past the queue of questions, and nothing where it cannot.</summary>
internal sealed partial class Completions(
    IDiscordTransport discord, CommandTable table, CommandCompletion completion, TimeProvider time, ILogger<Completions> logger)
{
    // Discord's limits.
    private const int Most = 25;
    private const int Longest = 100;

    // The rest of Discord's three seconds is for the way there and back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task AnswerAsync(DiscordInteraction interaction, DiscordCommandCall call, CancellationToken cancellationToken)
    {
        IReadOnlyList<DiscordChoice> choices;
        try
        {
            choices = await Task.Run(() => Suggest(call), cancellationToken)
                .WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failed, call.Name);
            choices = [];
        }

        await discord.AnswerAsync(interaction, new InteractionAnswer.Choices(choices), cancellationToken).ConfigureAwait(false);
    }

    private List<DiscordChoice> Suggest(DiscordCommandCall call) =>
        call.Focused is { } typing
        && table.FindAny(string.Join(' ', [call.Name, .. call.Path]))?.Options
            .FirstOrDefault(o => o.Name == typing.Name) is { } option
            ? [.. completion.Suggest(option, typing.Value).Select(Choice).OfType<DiscordChoice>()
                .DistinctBy(c => c.Value).Take(Most)]
            : [];

    // A value that does not fit cannot be cut: it would name something else.
    private static DiscordChoice? Choice(Suggestion suggestion)
    {
        var label = PostButtons.Cut(ReadableLatex.Of(suggestion.Label), Longest);
        return suggestion.Value.Length is > 0 and <= Longest
            ? new DiscordChoice(label.Length > 0 ? label : suggestion.Value, suggestion.Value) : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing could be offered while /{Command} was typed")]
    private partial void LogFailed(Exception exception, string command);
}
