using PaperBot.Records;

namespace PaperBot.Commands;

/// <summary><c>/forget-me</c>: says what would go, and with <c>yes</c> erases it.</summary>
internal sealed class ForgetHandler(PersonalData personal)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Text("confirm") is null)
        {
            var held = await personal.CountAsync(call.Person, cancellationToken).ConfigureAwait(false);
            return new Reply(held.IsEmpty
                ? "Nothing is stored of you."
                : $"Stored of you: {held.Said}. `/forget-me yes` erases your messages and my replies to them, your ratings, {(held.Saved > 0 ? "your reading list, " : "")}and "
                + "every kept answer with your words in it, also those given to others after you had spoken; it cannot be undone. "
                + "What stands in the channel itself is not mine to delete.")
            {
                Actions = held.IsEmpty ? [] : ReplyActions.OfHolding(call.Say),
            };
        }

        var gone = await personal.ForgetAsync(call.Person, cancellationToken).ConfigureAwait(false);
        return new Reply(gone.IsEmpty ? "Nothing was stored of you." : $"Erased: {gone.Said}. Nothing of you is stored any more.");
    }
}
