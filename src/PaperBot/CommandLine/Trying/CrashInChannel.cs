using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.CommandLine.Trying;

/// <summary>
/// Kills the bot the moment the first post of a digest stands, before it can learn so, starts it again, and counts what stands
/// in the channel in the end.
/// </summary>
internal sealed partial class CrashInChannel(TryRoom room)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    public async Task RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var first = await KillAtFirstPostAsync(tell, cancellationToken).ConfigureAwait(false);
        tell("Killed (kill -9): the post stands, and the bot's ledger still says “sending”.");
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken).ConfigureAwait(false);
        room.StartBot();
        tell("The bot is started again.");
        await room.UntilOnlineAsync(cancellationToken).ConfigureAwait(false);
        tell("It asks the channel what stands there, and goes on.");
        Conclude(await SettledAsync(first, cancellationToken).ConfigureAwait(false), tell);
    }

    private async Task<Message> KillAtFirstPostAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var killed = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Told while Discord still takes the post: the bot has not heard that it stands.
        using (room.Discord.World.Changes.Listen(change =>
        {
            if (change is MessageCreated { Message: var message } && IsOfDigest(message) && !killed.Task.IsCompleted)
            {
                room.KillBot();
                killed.TrySetResult(message);
            }
        }))
        {
            tell("The clock goes to the next 08:30, when a digest is due.");
            room.MoveToDigest();
            try
            {
                return await killed.Task.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new CommandFailure("no digest came, because there is no paper left that was not in one. "
                    + "Attach a listing to /add as admin, or start anew.");
            }
        }
    }

    private async Task<IReadOnlyList<Message>> SettledAsync(Message first, CancellationToken cancellationToken)
    {
        var (seen, since, began) = (0, TimeProvider.System.GetTimestamp(), TimeProvider.System.GetTimestamp());
        while (true)
        {
            List<Message> posts;
            lock (room.Discord.World.Gate)
            {
                posts = [.. room.Channel.Messages.Where(m => m.Id >= first.Id && IsOfDigest(m))];
            }

            if (posts.Count != seen)
            {
                (seen, since) = (posts.Count, TimeProvider.System.GetTimestamp());
            }

            var whole = posts.Count >= PartsOf(first) && TimeProvider.System.GetElapsedTime(since) > Quiet;
            if (whole || TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                return posts;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Conclude(IReadOnlyList<Message> posts, Action<string> tell)
    {
        var (wanted, parts) = (PartsOf(posts[0]), posts.Select(PartOf).ToList());
        if (!parts.SequenceEqual(Enumerable.Range(1, wanted)))
        {
            throw new CommandFailure(
                $"in the channel stand the parts {string.Join(", ", parts)} of {wanted}: the promise is broken.");
        }

        tell(wanted == 1
            ? "The digest is one post: it stands, and it stands once."
            : string.Create(CultureInfo.InvariantCulture, $"{wanted} posts of {wanted}, in order, none twice, none lost."));
    }

    private bool IsOfDigest(Message message) =>
        message.Channel == room.Channel && message.Author == room.Discord.World.Bot.User && !message.IsEphemeral
            && message.Answers is null && Mark(message).Success;

    private static int PartOf(Message message) => Number(Mark(message).Groups["part"]);

    private static int PartsOf(Message message) => Number(Mark(message).Groups["parts"]);

    // One post of one says neither.
    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 1;

    private static Match Mark(Message message) =>
        Footer().Match(message.Body.Content.Replace("\\", "", StringComparison.Ordinal));

    // The last line of a digest's post names its edition, and the part when there are several.
    [GeneratedRegex(@"\n[-#*_ ]*\d{4}-\d\d-\d\d/\d+(?: · part (?<part>\d+) of (?<parts>\d+))?[*_ ]*$")]
    private static partial Regex Footer();
}
