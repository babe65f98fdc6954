using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>
/// When a new session may start. Discord grants about a thousand a day and voids the token of a bot that uses them up, so
/// they are
/// noted in a file: a bot that is started again and again by its supervisor waits longer each time, and the last ones are kept.
/// </summary>
/// <param name="file">Where they are noted; null keeps them in memory only.</param>
/// <param name="freePerHour">So many within an hour start without delay.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told when the file cannot be used.</param>
internal sealed partial class SessionBudget(string? file, int freePerHour, TimeProvider time, ILogger log)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "discord-sessions.json";

    // Discord lets one session start in five seconds, or a few for very large bots.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly List<DateTimeOffset> starts = Read(file, log);

    /// <summary>How long to wait before the next session, and why; null when it may start now.</summary>
    /// <param name="limit">As Discord just told it.</param>
    public (TimeSpan Wait, string Reason)? Delay(SessionStartLimit limit)
    {
        var now = time.GetUtcNow();
        if (limit.Remaining <= Kept(limit))
        {
            // Without a time, or with one gone by, Discord is asked again soon rather than at once.
            var reset = TimeSpan.FromMilliseconds(Math.Clamp(limit.ResetAfter, 60_000, 86_400_000));
            return (reset, string.Create(
                CultureInfo.InvariantCulture,
                $"Only {limit.Remaining} of the day's {limit.Total} new sessions at Discord are left, and using them up would "
                + $"void the bot's token. The bot goes on at {now + reset:u}. Find out what makes it start over so often."));
        }

        var recent = starts.Where(s => s > now - Hour && s <= now).Order().ToList();
        if (recent.Count == 0)
        {
            return null;
        }

        var over = recent.Count - freePerHour;
        var pause = over < 0 ? Apart / Math.Max(1, limit.MaxConcurrency) : Apart * Math.Pow(2, Math.Min(over, 10));
        var wait = recent[^1] + (pause < Longest ? pause : Longest) - now;
        return wait <= TimeSpan.Zero ? null : (wait, string.Create(
            CultureInfo.InvariantCulture,
            $"{recent.Count} sessions at Discord were started within an hour; the next one starts at {now + wait:u}."));
    }

    /// <summary>Notes that a session is being started, before it is.</summary>
    public void Note()
    {
        var now = time.GetUtcNow();
        starts.RemoveAll(s => s <= now - Hour || s > now);
        starts.Add(now);
        if (file is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            var half = file + ".new";
            List<long> moments = [.. starts.Select(s => s.ToUnixTimeMilliseconds())];
            File.WriteAllText(half, JsonSerializer.Serialize(moments, Numbers.Default.ListInt64));
            File.Move(half, file, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(file, wrong.Message);
        }
    }

    // A tenth of a small allowance, fifty of a usual one: a person must still be able to start the bot by hand.
    private static int Kept(SessionStartLimit limit) => Math.Min(50, limit.Total / 10);

    private static List<DateTimeOffset> Read(string? file, ILogger log)
    {
        try
        {
            if (file is null || !File.Exists(file))
            {
                return [];
            }

            var moments = JsonSerializer.Deserialize(File.ReadAllText(file), Numbers.Default.ListInt64) ?? [];
            return [.. moments.Where(m => m is > 0 and < 100_000_000_000_000).Select(DateTimeOffset.FromUnixTimeMilliseconds)];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException)
        {
            // Discord's own count still stands between the bot and the end of its token.
            LogNotRead(log, file!, wrong.Message);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}, which notes sessions at Discord, could not be read: {Reason}")]
    private static partial void LogNotRead(ILogger log, string file, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}, which notes sessions at Discord, could not be written: {Reason}")]
    private partial void LogNotWritten(string file, string reason);
}
