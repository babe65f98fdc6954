using System.Text.RegularExpressions;

namespace PaperBot.DiscordSimulator.World;

/// <summary>What an author allows to ping; the default of a plain channel message allows everything.</summary>
/// <param name="People">Whether every person named in the text is pinged.</param>
/// <param name="Roles">Whether every role named in the text is pinged.</param>
/// <param name="Everyone">Whether @everyone and @here ping.</param>
/// <param name="ThesePeople">People who are pinged when named.</param>
/// <param name="TheseRoles">Roles that are pinged when named.</param>
/// <param name="RepliedTo">Whether the author of the message replied to is pinged.</param>
internal sealed record AllowedMentions(
    bool People, bool Roles, bool Everyone, IReadOnlyCollection<ulong> ThesePeople, IReadOnlyCollection<ulong> TheseRoles,
        bool RepliedTo)
{
    public static AllowedMentions Everything { get; } = new(true, true, true, [], [], true);

    /// <summary>What an answer to an interaction allows when it says nothing.</summary>
    public static AllowedMentions PeopleOnly { get; } = new(true, false, false, [], [], true);
}

/// <summary>Finds who a text pings.</summary>
internal static partial class Mentions
{
    /// <summary>
    /// The pings of a text: those it names, less those not allowed, less roles and everyone when the author lacks the right.
    /// The author of the message that is replied to is pinged when allowed, named or not.
    /// </summary>
    public static Pings Of(DiscordWorld world, string text, Channel channel, Person author, Message? repliedTo,
        AllowedMentions allowed)
    {
        var people = People(world, text).Where(p => allowed.People || allowed.ThesePeople.Contains(p.Id)).ToList();
        if (repliedTo is { Answers: null } && allowed.RepliedTo && repliedTo.Author != author)
        {
            people.Add(repliedTo.Author);
        }

        var anyone = channel.Guild is not null && Access.In(channel, author).HasFlag(Permissions.MentionEveryone);
        var roles = (channel.Guild?.Roles ?? [])
            .Where(r => text.Contains($"<@&{r.Id}>", StringComparison.Ordinal))
            .Where(r => (allowed.Roles || allowed.TheseRoles.Contains(r.Id)) && (r.Mentionable || anyone));
        var everyone = anyone && allowed.Everyone && EveryoneMention().IsMatch(text);
        return new Pings([.. people.Distinct()], [.. roles], everyone);
    }

    /// <summary>The people a text names, whether or not that pings them.</summary>
    public static IEnumerable<Person> People(DiscordWorld world, string text) =>
        PersonMention().Matches(text).Select(m => ulong.TryParse(m.Groups[1].Value, out var id) ? world.FindPerson(id)
            : null).OfType<Person>();

    [GeneratedRegex(@"<@!?(\d{1,20})>")]
    private static partial Regex PersonMention();

    [GeneratedRegex(@"@(everyone|here)\b")]
    private static partial Regex EveryoneMention();
}
