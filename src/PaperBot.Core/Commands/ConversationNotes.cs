using Microsoft.Extensions.Logging;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Digests;
using PaperBot.Records;

namespace PaperBot.Commands;

/// <summary>
/// Reads and writes the conversation around a call. A store that fails costs a follow-up its history, never a person their reply.
/// </summary>
internal sealed partial class ConversationNotes(
    IConversationStore store, TimeProvider time, ILogger<ConversationNotes> logger, Forgettings? forgettings = null)
{
    // Another process may be writing, for minutes during a large import; no reply waits that long to be noted.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What was said before, oldest first; empty when it cannot be read.</summary>
    public async Task<IReadOnlyList<Turn>> RecallAsync(string conversation, CancellationToken cancellationToken)
    {
        try
        {
            return await store.RecallAsync(conversation, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, failed);
            return [];
        }
    }

    /// <summary>Adds a call and its reply, where later messages may refer to them: answers and lists of papers.</summary>
    public async Task RememberAsync(Command command, CommandCall call, Reply reply, CancellationToken cancellationToken)
    {
        if (reply.IsProblem || (reply.Answer is null && reply.Papers.Count == 0)
            || forgettings?.AnySince(call.Began, [call.Person]) == true)
        {
            return;
        }

        var asked = call.Text("question") ?? string.Join(' ', [$"/{command.Name}", .. call.Values.Values]);
        var said = AnswerFooter.Strip(reply.Noted ?? reply.Text);
        var papers = reply.Answer is { } answer ? PapersOf(answer) : reply.Papers;
        await KeepAsync(
            call.Conversation,
            [
                new Turn(Speaker.User, asked) { Person = call.Person },
                new Turn(Speaker.Bot, said) { Person = call.Person, Papers = papers },
            ],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds an edition shown without being asked for, unless it is what was shown last.</summary>
    public async Task RememberAsync(string conversation, string person, DigestLedgerEntry shown, CancellationToken cancellationToken)
    {
        var before = await RecallAsync(conversation, cancellationToken).ConfigureAwait(false);
        if (shown.Papers.Count == 0 || (before.Count > 0 && before[^1].Text == shown.Contents))
        {
            return;
        }

        var turn = new Turn(Speaker.Bot, shown.Contents) { Person = person, Papers = shown.PaperIds };
        await KeepAsync(conversation, [turn], cancellationToken).ConfigureAwait(false);
    }

    private async Task KeepAsync(string conversation, IReadOnlyList<Turn> turns, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await store.RememberAsync(conversation, turns, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogBusy(logger);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, failed);
        }
    }

    // By number where the answer numbers its sources; an answer that points without citing names at most three.
    private static List<string> PapersOf(Answer answer) => answer.Citations.Count > 0
        ? [.. answer.Citations.OrderBy(c => c.Number).Select(c => c.PaperId).Distinct(StringComparer.Ordinal)]
        : [.. answer.Nearest.Select(p => p.PaperId)];

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database is busy with another process's writing; the reply goes out without being kept for follow-up questions")]
    private static partial void LogBusy(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The conversation could not be read or kept; the reply goes out without it")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
