using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.Commands;
using PaperBot.Digests;
using PaperBot.Intake;
using PaperBot.Records;
using PaperBot.Surfaces;
using PaperBot.Terminal;

namespace PaperBot.Hosting;

/// <summary>Answers the lines of a terminal or a pipe until they end.</summary>
internal sealed class Conversation(
    ILineSource lines, QuestionIntake intake, ConversationNotes notes, TerminalScreen screen, Streams streams,
    IChatSurface surface, IOptions<DigestSettings> digest)
{
    private static readonly string Person = Asker.CommandLine.Person;

    /// <summary>Lets what follows refer to the numbers of an edition just shown.</summary>
    public Task RememberAsync(DigestLedgerEntry shown, CancellationToken cancellationToken) =>
        notes.RememberAsync(IncomingMessage.Between(digest.Value.Channel, Person), Person, shown, cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var number = 0;
        while (await lines.NextAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            var text = line.Trim();
            if (text.Equals("/quit", StringComparison.OrdinalIgnoreCase) || text.Equals("/exit", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            if (text.Length == 0)
            {
                continue;
            }

            if (!streams.InputIsTerminal)
            {
                // What is piped in nobody sees: the transcript shows it.
                screen.ShowPlain($"> {text}");
            }

            number++;
            var message = new IncomingMessage(
                number.ToString(CultureInfo.InvariantCulture), digest.Value.Channel, Person, text) { IsOperator = true };
            if (intake.Take(message, surface, out var done) is { } refusal)
            {
                await surface.ReplyAsync(message, refusal.Sentence, cancellationToken).ConfigureAwait(false);
            }

            await done.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (text.Equals("/help", StringComparison.OrdinalIgnoreCase))
            {
                screen.Show("- `/quit` Leave");
            }
        }
    }
}
