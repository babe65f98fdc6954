using System.Globalization;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>Compares commands as Discord would show them; what Discord fills in or writes otherwise is no difference.</summary>
internal static class CommandDifference
{
    /// <summary>True when both lists offer the same, in whatever order the commands stand.</summary>
    public static bool IsNone(IEnumerable<DiscordCommand> wanted, IEnumerable<DiscordCommand> registered) =>
        Lines(wanted).SequenceEqual(Lines(registered), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(IEnumerable<DiscordCommand> commands) =>
        commands.Select(Line).Order(StringComparer.Ordinal);

    private static string Line(DiscordCommand c) => Joined(
        c.Type, c.Name, c.Description, Map(c.NameLocalizations), Map(c.DescriptionLocalizations),
        c.DefaultMemberPermissions is { } rights ? ((ulong)rights).ToString(CultureInfo.InvariantCulture) : "",
        Numbers(c.Contexts?.Select(x => (int)x)), Numbers(c.IntegrationTypes),
        Joined([.. c.Options.Select(Option)]));

    private static string Option(DiscordCommandOption o) => Joined(
        o.Type, o.Name, o.Description, o.Required, o.Autocomplete, Map(o.NameLocalizations), Map(o.DescriptionLocalizations),
        Number(o.MinValue), Number(o.MaxValue), Number(o.MinLength), Number(o.MaxLength),
        Numbers(o.ChannelTypes?.Select(t => (int)t)),
        Joined([.. o.Choices.Select(c => Joined(c.Name, c.Value, Map(c.NameLocalizations)))]),
        Joined([.. o.Options.Select(Option)]));

    // Nothing, an empty map and no map are the same to Discord.
    private static string Map(IReadOnlyDictionary<string, string>? map) => Joined(
        (map ?? new Dictionary<string, string>()).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Joined(m.Key, m.Value)));

    private static string Numbers(IEnumerable<int>? numbers) => string.Join(' ', (numbers ?? []).Order());

    private static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    // Lengths keep two different lists from reading the same.
    private static string Joined(params IEnumerable<object> parts) => string.Concat(parts.Select(p =>
    {
        var text = Convert.ToString(p, CultureInfo.InvariantCulture) ?? "";
        return string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text},");
    }));
}
