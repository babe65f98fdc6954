using PaperBot.Conversations;
using PaperBot.ReadingLists;

namespace PaperBot.Records;

/// <summary>What is kept of a person.</summary>
/// <param name="Messages">Messages in conversations: theirs, and the bot's to them.</param>
/// <param name="Answers">Kept answers with their words in them.</param>
/// <param name="Ratings">Their feedback.</param>
/// <param name="Saved">Papers on their reading list.</param>
internal readonly record struct PersonalHolding(int Messages, int Answers, int Ratings, int Saved = 0)
{
    public bool IsEmpty => this == default;

    /// <summary>"3 messages in conversations, 2 kept answers and 1 rating"; saved papers only where there are any.</summary>
    public string Said
    {
        get
        {
            var said = $"{Plural(Messages, "message")} in conversations, {Plural(Answers, "kept answer")}";
            return Saved == 0
                ? $"{said} and {Plural(Ratings, "rating")}"
                : $"{said}, {Plural(Ratings, "rating")} and {Plural(Saved, "saved paper")}";
        }
    }

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}

/// <summary>Knows every place where something of a person is kept.</summary>
internal sealed class PersonalData(
    IConversationStore conversations, IAnswerLog answers, Forgettings? forgettings = null, IReadingListStore? lists = null)
{
    /// <summary>How much there is.</summary>
    public async Task<PersonalHolding> CountAsync(string person, CancellationToken cancellationToken)
    {
        var kept = await answers.CountAsync(person, cancellationToken).ConfigureAwait(false);
        return new PersonalHolding(
            await conversations.CountAsync(person, cancellationToken).ConfigureAwait(false),
            kept.Answers,
            kept.Ratings,
            lists is null ? 0 : await lists.CountAsync(person, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Erases it all and says how much there was. Where a failure left a part, a second call erases the rest.</summary>
    public async Task<PersonalHolding> ForgetAsync(string person, CancellationToken cancellationToken)
    {
        forgettings?.Note(person);
        var messages = await conversations.ForgetAsync(person, cancellationToken).ConfigureAwait(false);
        var kept = await answers.ForgetAsync(person, cancellationToken).ConfigureAwait(false);
        var saved = lists is null ? 0 : await lists.ForgetAsync(person, cancellationToken).ConfigureAwait(false);
        return new PersonalHolding(messages, kept.Answers, kept.Ratings, saved);
    }
}
