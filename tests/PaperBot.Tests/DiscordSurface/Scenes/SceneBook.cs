using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>
/// Scenes of one kind in one golden file, each below its heading as one person sees it, without what differs from run to run.
/// </summary>
internal sealed partial class SceneBook
{
    private readonly StringBuilder text = new();

    /// <summary>Plays a scene in a channel of its own, and keeps what its reader sees there.</summary>
    public async Task PlayAsync(DiscordRoom room, string title, Func<Channel, Task> scene, Person? reader = null)
    {
        var channel = room.Server.World.AddChannel(room.Server.Guild, "papers");
        await scene(channel);
        Add(room, title, channel, reader);
    }

    /// <summary>Keeps what somebody, the server's reader when nobody is named, sees in a channel.</summary>
    public void Add(DiscordRoom room, string title, Channel channel, Person? reader = null) =>
        Add(title, room.Discord.Act.TranscriptFor(reader ?? room.Server.Reader, channel));

    public void Add(string title, string seen) => text.Append("== ").Append(title).Append('\n').Append(Steady(seen)).Append('\n');

    /// <summary>Keeps a form as the person who fills it in sees it.</summary>
    public void Add(string title, JsonObject form)
    {
        var lines = form["components"]!.AsArray().Select(label =>
        {
            var field = label!["component"]!;
            var leave = (bool?)field["required"] == false ? " (may stay empty)" : "";
            return $"  {label["label"]}{leave}: <{field["placeholder"]}>\n";
        });
        Add(title, $"[form] {form["title"]}\n" + string.Concat(lines));
    }

    /// <summary>Keeps of each message its first two lines and its last two, for what is too long to be read.</summary>
    public void AddBriefly(DiscordRoom room, string title, Channel channel)
    {
        var text = new StringBuilder();
        List<string> open = [];
        foreach (var line in room.Discord.Act.TranscriptFor(room.Server.Reader, channel).TrimEnd().Split('\n').Append("end"))
        {
            // The lines of a message are indented, empty ones among them are not; buttons and files follow.
            if (line.Length == 0 || (line.StartsWith("  ", StringComparison.Ordinal) && !Attached().IsMatch(line)))
            {
                open.Add(line);
                continue;
            }

            var left = open.Count - 4;
            foreach (var kept in left > 1 ? [.. open.Take(2), $"  … {left} lines …", .. open.TakeLast(2)] : open)
            {
                text.Append(kept).Append('\n');
            }

            open.Clear();
            text.Append(line == "end" ? "" : line + "\n");
        }

        Add(title, text.ToString());
    }

    /// <summary>Compares with the golden file of this name.</summary>
    public void IsKept(string name) => DiscordRoom.IsGolden(name, text.ToString());

    private static string Steady(string seen)
    {
        var steady = Moment().Replace(seen.ReplaceLineEndings("\n"), "$1$2…");
        steady = Edited().Replace(Answer().Replace(Id().Replace(steady, "ID"), "$1ID"), "");
        for (var day = DateTime.UtcNow.Date.AddDays(-1); day <= DateTime.UtcNow.Date.AddDays(1); day = day.AddDays(1))
        {
            foreach (var format in (string[])["yyyy-MM-dd", "d MMMM yyyy"])
            {
                steady = steady.Replace(day.ToString(format, CultureInfo.InvariantCulture), "DAY", StringComparison.Ordinal);
            }
        }

        return steady;
    }

    [GeneratedRegex(@"^  \[(button|link|menu|file|thread|reaction)\] ")]
    private static partial Regex Attached();

    [GeneratedRegex(@" \(edited \d+\)")]
    private static partial Regex Edited();

    [GeneratedRegex("(-# answer |answer `)[0-9a-z]{8}(?![0-9a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Answer();

    [GeneratedRegex(@"(?<!\d)\d{16,20}(?!\d)")]
    private static partial Regex Id();

    // Waits, times of day beside a day, and what the status says of this run.
    [GeneratedRegex(@"(Please wait )\d+(?= seconds)|((?:Running for|Version|Last import|Next digest here|next): )[^\n]+")]
    private static partial Regex Moment();
}
