using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.Commands;
using PaperBot.Digests;
using PaperBot.Surfaces;
using PaperBot.Terminal;

namespace PaperBot.Hosting;

/// <summary>Answers the lines of a terminal or a pipe until they end.</summary>
internal sealed class Conversation(
    ILineSource lines, CommandDispatcher dispatcher, TerminalScreen screen, Streams streams, IChatSurface surface,
    IOptions<DigestSettings> digest)
{
    private const string Person = "console";

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
                number.ToString(CultureInfo.InvariantCulture), digest.Value.Channel, Person, text);
            var reply = await dispatcher.ReplyToAsync(message, cancellationToken).ConfigureAwait(false);
            if (text.Equals("/help", StringComparison.OrdinalIgnoreCase))
            {
                reply = reply with { Text = reply.Text + "\n- `/quit` Leave" };
            }

            foreach (var part in reply.PostsFor(surface.Limits))
            {
                await surface.ReplyAsync(message, part, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
