using PaperBot.Commands;
using PaperBot.DiscordSurface.Commands;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>A command as it was called in Discord, in the words of the command table.</summary>
/// <param name="Command">The row of the table.</param>
/// <param name="Values">By option name.</param>
/// <param name="IsPrivate">What the switch says, or null where it was not touched.</param>
internal sealed record CalledCommand(Command Command, IReadOnlyDictionary<string, string> Values, bool? IsPrivate)
{
    /// <summary>Files given to a command that reads files, not fetched yet.</summary>
    public IReadOnlyList<DiscordAttachment> Files { get; init; } = [];
}

/// <summary>Reads calls.</summary>
internal static class CommandRequests
{
    /// <summary>The call, or null for a command that is not in the table (any more).</summary>
    public static CalledCommand? Read(CommandTable table, DiscordCommandCall call)
    {
        if (call.Kind != DiscordCommandKind.ChatInput)
        {
            var text = call.TargetMessage?.Content.Trim() ?? "";
            return MenuCommand.Of(table).FirstOrDefault(m => m.Name == call.Name) is { } menu
                ? new CalledCommand(menu.Command, new Dictionary<string, string> { [menu.Option] = text }, null)
                : null;
        }

        if (table.FindAny(string.Join(' ', [call.Name, .. call.Path])) is not { } command)
        {
            return null;
        }

        var isPrivate = CommandManners.HasSwitch(command) && call[CommandManners.PrivateOption] is { } given
            ? given.Value.Equals("true", StringComparison.OrdinalIgnoreCase) : (bool?)null;
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var option in command.Options)
        {
            // A field of spaces is a field left empty.
            if (call[option.Name] is { } argument && !string.IsNullOrWhiteSpace(argument.Value))
            {
                values[option.Name] = Plain(argument);
            }
        }

        return new CalledCommand(command, values, isPrivate)
        {
            Files = command.TakesFiles ? [.. call.Arguments.Select(a => a.Attachment).OfType<DiscordAttachment>()] : [],
        };
    }

    /// <summary>The call as somebody would have typed it; a question is itself.</summary>
    public static string Text(Command command, IReadOnlyDictionary<string, string> values) =>
        command.Name == "ask" && values is { Count: 1 } && values.TryGetValue("question", out var question) ? question
        : string.Join(' ',
        [
            $"/{command.Name}",
            .. command.Options.Where(o => o.Positional && values.ContainsKey(o.Name)).Select(o => values[o.Name]),
            .. command.Options.Where(o => !o.Positional && values.ContainsKey(o.Name))
                .Select(o => $"--{o.Name} {values[o.Name]}"),
        ]);

    // Whole numbers may come with a fraction of nothing.
    private static string Plain(DiscordArgument argument) =>
        argument is { Type: DiscordOptionType.Whole } && argument.Value.EndsWith(".0", StringComparison.Ordinal)
            ? argument.Value[..^2] : argument.Value.Trim();
}
