using System.Globalization;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>Reads what the page sends; what is not there or does not fit is refused with a sentence.</summary>
internal static class PageInput
{
    private const int LongestName = 100;
    private const int MostFiles = 10;

    public static string Text(JsonObject asked, string name) =>
        asked.Text(name) is { Length: > 0 } text ? text : throw new NotPossible($"“{name}” is missing.");

    public static string[] Texts(JsonObject asked, string name) =>
        [.. (asked.Items(name) ?? []).Select(JsonFields.AsText).OfType<string>()];

    /// <summary>The name of a thread.</summary>
    public static string Name(JsonObject asked)
    {
        var name = (asked.Text("name") ?? "").Trim();
        return name.Length is > 0 and <= LongestName
            ? name
            : throw new NotPossible($"A thread's name has 1 to {LongestName} characters; this has {name.Length}.");
    }

    /// <summary>One emoji, which is one to a few code points and no letter.</summary>
    public static string Emoji(JsonObject asked)
    {
        var emoji = Text(asked, "emoji");
        return new StringInfo(emoji).LengthInTextElements == 1 && emoji.Length <= 16 && emoji[0] > 127
            ? emoji
            : throw new NotPossible("A reaction is one emoji.");
    }

    /// <summary>The files of a message.</summary>
    public static GivenFile[] Files(JsonObject asked)
    {
        var files = asked.Items("files") ?? [];
        return files.Count <= MostFiles
            ? [.. files.Select(File)]
            : throw new NotPossible($"A message has at most {MostFiles} files.");
    }

    /// <summary>The value of a command's option, in the form of its type.</summary>
    public static object Option(DiscordWorld world, int type, string name, JsonNode value)
    {
        object? read = type switch
        {
            4 => JsonFields.AsInteger(value) ?? Parsed(value),
            5 => value is JsonValue truth && truth.TryGetValue<bool>(out var yes) ? yes : null,
            6 or 9 => JsonFields.AsId(value) is { } person ? world.FindPerson(person) : null,
            7 => JsonFields.AsId(value) is { } channel ? world.FindChannel(channel) : null,
            8 => JsonFields.AsId(value) is { } role
                ? world.Guilds.SelectMany(g => g.Roles).FirstOrDefault(r => r.Id == role)
                : null,
            10 => JsonFields.AsNumber(value),
            11 => File(value),
            _ => JsonFields.AsText(value),
        };
        return read ?? throw new NotPossible($"“{value.ToJsonString()}” does not fit the option '{name}'.");
    }

    private static long? Parsed(JsonNode value) =>
        long.TryParse(JsonFields.AsText(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static GivenFile File(JsonNode? given)
    {
        var name = Path.GetFileName((given.Text("name") ?? "").Replace('\\', '/'));
        if (name.Length is 0 or > 255)
        {
            throw new NotPossible("A file has a name of 1 to 255 characters.");
        }

        try
        {
            var type = given.Text("type") is { Length: > 0 } told ? told : "application/octet-stream";
            return new GivenFile(name, Convert.FromBase64String(given.Text("data") ?? ""), type);
        }
        catch (FormatException)
        {
            throw new NotPossible($"The file {name} did not arrive whole.");
        }
    }
}
