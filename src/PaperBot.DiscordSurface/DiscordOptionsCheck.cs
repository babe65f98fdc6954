using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface.Places;

namespace PaperBot.DiscordSurface;

/// <summary>What annotations cannot say about the section <c>Discord</c>; the token is never repeated.</summary>
internal sealed class DiscordOptionsCheck : IValidateOptions<DiscordOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        List<string> wrong = [];
        if (WrongToken(options.Token.Reveal()) is { } token)
        {
            wrong.Add($"Setting Discord:Token {token}; copy it from the page Bot of the developer portal.");
        }

        if (!Uri.TryCreate(options.ApiAddress, UriKind.Absolute, out var address) || !IsSafe(address))
        {
            wrong.Add($"Setting Discord:ApiAddress is “{options.ApiAddress}”; it must be an https address such as "
                + "https://discord.com/api/v10, or http on this machine.");
        }

        if (options.TestServer.Length > 0 && !Snowflake.TryParse(options.TestServer, out _))
        {
            wrong.Add($"Setting Discord:TestServer is “{options.TestServer}”; it must be a server's id, a number such as "
                + "175928847299117063, or empty.");
        }

        foreach (var (key, list) in ((string, string)[])
            [
                (nameof(options.Servers), options.Servers), (nameof(options.Channels), options.Channels),
                (nameof(options.Roles), options.Roles), (nameof(options.QuestionChannels), options.QuestionChannels),
            ])
        {
            if (IdList.Wrong(list) is { } entry)
            {
                wrong.Add($"Setting Discord:{key} has “{entry}”; it must be ids such as 175928847299117063 with commas between "
                    + "them. Discord shows “Copy ID” in menus once its developer mode is on.");
            }
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    /// <summary>Whether a token may be sent there: encrypted, or without leaving the machine.</summary>
    public static bool IsSafe(Uri address) =>
        address.Scheme is "https" or "wss" || (address.Scheme is "http" or "ws" && address.IsLoopback);

    // A stray character would make .NET's own message quote the header, and the token with it.
    private static string? WrongToken(string token) => token switch
    {
        _ when token.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase) => "begins with “Bot ”, which is not part of it",
        _ when token.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) =>
            "holds characters that no token has",
        _ => null,
    };
}
