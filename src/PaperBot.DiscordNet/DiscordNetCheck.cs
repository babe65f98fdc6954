using System.Runtime.CompilerServices;
using Discord.WebSocket;
using PaperBot.DiscordSurface.Api.Gateway;

namespace PaperBot.DiscordNet;

/// <summary>Why Discord.Net cannot be used.</summary>
/// <param name="Sentence">For an administrator.</param>
/// <param name="Details">For whoever looks into it.</param>
internal sealed record LibraryFault(string Sentence, string Details);

/// <summary>Whether the Discord.Net beside the program is the one it was built with, and can be set up as it must be.</summary>
internal static class DiscordNetCheck
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static LibraryFault? Fault()
    {
        try
        {
            return Look() is { } sentence ? new LibraryFault(sentence, sentence) : null;
        }
        catch (Exception wrong) when (
            wrong is IOException or BadImageFormatException or TypeLoadException or MissingMemberException
                or TypeInitializationException)
        {
            // What the platform says of a missing file ends with an empty line.
            var why = wrong.Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
            return new LibraryFault($"Discord.Net does not run here: {why}.", wrong.ToString());
        }
    }

    // A method of its own, for what is missing shows when a method that uses it is entered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Look()
    {
        var there = typeof(DiscordSocketClient).Assembly.GetName();
        var wanted = typeof(DiscordNetCheck).Assembly.GetReferencedAssemblies().First(a => a.Name == there.Name).Version!;
        if (there.Version is not { } found || (found.Major, found.Minor) != (wanted.Major, wanted.Minor))
        {
            return $"Discord.Net {there.Version} lies beside the program, which was built with {wanted.ToString(3)}.";
        }

        var call = new GatewayCall(new Uri("wss://gateway.discord.gg"), new GatewaySession(), new Secret(""), 0)
        {
            Identifying = () => { },
            Hear = _ => { },
            Broken = _ => { },
        };
        var isSocketAsked = false;
        var settings = DiscordNetLine.Settings(call, () =>
        {
            isSocketAsked = true;
            return DiscordNetLine.NewSocket();
        });
        using var client = new DiscordSocketClient(settings);
        return isSocketAsked ? null : "Discord.Net does not use the connection it is given, so it cannot be used.";
    }
}
