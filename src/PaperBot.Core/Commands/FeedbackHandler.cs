using PaperBot.Records;

namespace PaperBot.Commands;

/// <summary><c>/feedback</c>.</summary>
internal sealed class FeedbackHandler(KeptAnswers answers, IAnswerLog log, TimeProvider time)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var comment = (call.Text("comment") ?? "").Trim();
        if (comment.Length > Rating.MostComment)
        {
            return Reply.Problem($"A comment may have at most {Rating.MostComment} characters; this one has {comment.Length}.");
        }

        var (record, problem) = await answers
            .FindAsync(call.Text("answer"), call.Conversation, cancellationToken).ConfigureAwait(false);
        if (record is null)
        {
            return Reply.Problem(problem);
        }

        var good = call.Required("rating").Equals("good", StringComparison.OrdinalIgnoreCase);
        var rating = new Rating(record.Id, call.Person, good, comment, time.GetUtcNow());
        var noted = $"{(good ? "good" : "bad")}{(comment.Length > 0 ? ", with your comment" : "")}";
        return await log.RateAsync(rating, cancellationToken).ConfigureAwait(false)
            ? new Reply($"Thank you: answer `{record.Id}` is noted as {noted}.")
            : Reply.Problem(KeptAnswers.NoSuch(record.Id));
    }
}
