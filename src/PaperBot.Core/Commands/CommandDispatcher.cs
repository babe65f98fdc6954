using Microsoft.Extensions.Logging;
using PaperBot.Digests;
using PaperBot.Localisation;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>
/// The way from a typed line to its reply: a command by its slash, anything else a question. It is the one place that catches
/// what nobody expected, so that a person always gets a sentence.
/// </summary>
internal sealed partial class CommandDispatcher(
    CommandTable table, ConversationNotes notes, TimeProvider time, ILogger<CommandDispatcher> logger)
{
    /// <summary>The reply to a message as typed.</summary>
    /// <param name="message">The message; not empty.</param>
    /// <param name="draft">Told of the reply so far where it takes long; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    public async Task<Reply> ReplyToAsync(IncomingMessage message, Action<string>? draft, CancellationToken cancellationToken)
    {
        if (message.Request is { } request)
        {
            return await RunAsync(message, request, draft, cancellationToken).ConfigureAwait(false);
        }

        var line = message.Text.Trim();
        var say = Phrases.For(message.Locale);

        // Two slashes begin no command: a line of code or a path may be asked about.
        var read = line.StartsWith('/') && !line.StartsWith("//", StringComparison.Ordinal)
            ? CommandLineReader.Read(table, line, say)
            : CommandLineReader.ReadTail(table.Find("ask")!, line, say);
        return read.Command is null
            ? Reply.Problem(read.Problem)
            : await RunAsync(message, read.Command, read.Values, draft, cancellationToken).ConfigureAwait(false);
    }

    private Task<Reply> RunAsync(
        IncomingMessage message, CommandRequest request, Action<string>? draft, CancellationToken cancellationToken)
    {
        var say = Phrases.For(message.Locale);

        // A surface may show what an earlier version of the program offered.
        if (table.FindAny(request.Command) is not { } command)
        {
            return Task.FromResult(Reply.Problem(say.Of(Phrase.NoLonger)));
        }

        command = command.Subcommands.Count > 0 ? command.Subcommands[0] : command;
        return CommandLineReader.Check(command, request.Values, say) is { } wrong
            ? Task.FromResult(Reply.Problem(wrong))
            : RunAsync(message, command, request.Values, draft, cancellationToken);
    }

    private async Task<Reply> RunAsync(
        IncomingMessage message, Command command, IReadOnlyDictionary<string, string> values, Action<string>? draft,
        CancellationToken cancellationToken)
    {
        if (command.Permission == Permission.Administrator && !message.IsAdministrator)
        {
            return Reply.Problem(Phrases.For(message.Locale).Of(Phrase.NotAllowed, command.Name));
        }

        try
        {
            var call = new CommandCall(message.Id, message.Channel)
            {
                Values = values,
                Draft = draft,
                Person = message.Person,
                IsAdministrator = message.IsAdministrator,
                Locale = message.Locale,
                Files = message.Files,
                Conversation = message.Conversation,
                Began = time.GetUtcNow(),
                History = await notes.RecallAsync(message.Conversation, cancellationToken).ConfigureAwait(false),
            };
            var reply = await command.Handler(call, cancellationToken).ConfigureAwait(false);
            await notes.RememberAsync(command, call, reply, cancellationToken).ConfigureAwait(false);
            return reply;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (UnusablePlanException wrong)
        {
            return Reply.Problem(Markdown.Literal(wrong.Message));
        }
        catch (Exception unexpected)
        {
            LogFailed(unexpected, command.Name, message.Id);
            return Reply.Problem(Phrases.For(message.Locale).Of(Phrase.Failed));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Command {Command} failed for message {MessageId}")]
    private partial void LogFailed(Exception exception, string command, string messageId);
}
