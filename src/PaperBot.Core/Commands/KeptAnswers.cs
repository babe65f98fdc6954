using PaperBot.Answering;
using PaperBot.Records;

namespace PaperBot.Commands;

/// <summary>
/// The kept answer a person means: by its id, or the last one of the conversation they are in. Who has an id has seen the answer or
/// was given it by somebody who had; without one, nobody reaches into a conversation they are not part of.
/// </summary>
internal sealed class KeptAnswers(IAnswerLog log)
{
    /// <summary>The answer, or null and a sentence that says what to do.</summary>
    public async Task<(AnswerRecord? Record, string Problem)> FindAsync(
        string? typed, string conversation, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return await log.LastAsync(conversation, cancellationToken).ConfigureAwait(false) is { } last
                ? (last, "")
                : (null, "There is no answer in this conversation yet; ask something, or name an answer by the id in its last line.");
        }

        return AnswerId.Read(typed) is { } id && await log.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found
            ? (found, "")
            : (null, NoSuch(typed));
    }

    /// <summary>What is said of an id that names no kept answer.</summary>
    public static string NoSuch(string typed) => AnswerId.Read(typed) is { } id
        ? $"There is no answer `{id}`: the id is mistyped, or the answer is no longer kept."
        : "That is no answer's id: it has eight letters and digits and stands in the last line of an answer.";
}
