using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>
/// Makes Discord offer the commands of the table. Discord counts how many commands are made a day, so that they are only written
/// when they differ from what is there.
/// </summary>
internal sealed partial class CommandRegistration(
    IDiscordTransport discord, CommandPayloads payloads, IOptions<DiscordOptions> options, ILogger<CommandRegistration> logger)
{
    /// <summary>
    /// Registers what is needed. A failure is logged and leaves the commands as they were: the bot answers mentions without.
    /// </summary>
    /// <returns>True when commands were written.</returns>
    public async Task<bool> RegisterAsync(Snowflake application, CancellationToken cancellationToken)
    {
        Snowflake? server = Snowflake.TryParse(options.Value.TestServer, out var id) ? id : null;
        var wanted = server is null ? payloads.Global : payloads.OfOneServer;
        try
        {
            var registered = await discord.CommandsAsync(application, server, cancellationToken).ConfigureAwait(false);
            if (server is not null)
            {
                // Discord may fill these in for one server's commands, and takes none.
                registered = [.. registered.Select(c => c with { Contexts = null, IntegrationTypes = null })];
            }

            if (CommandDifference.IsNone(wanted, registered))
            {
                LogUnchanged(wanted.Count);
                return false;
            }

            await discord.ReplaceCommandsAsync(application, server, wanted, cancellationToken).ConfigureAwait(false);
            LogRegistered(wanted.Count, server is null ? "all servers" : $"server {server}");
            return true;
        }
        catch (DiscordException failed)
        {
            var details = string.Join("; ", failed.Details);
            LogFailed(failed.Message, details, Advice(failed.Code, server));
            return false;
        }
    }

    private static string Advice(int code, Snowflake? server) => code switch
    {
        DiscordErrorCode.TooManyCommandCreates =>
            "Discord takes no more new commands today; those registered before go on working, and the next start tries again.",
        DiscordErrorCode.MissingAccess when server is not null =>
            $"Invite the bot to the server {server} with the scope applications.commands, or leave Discord:TestServer empty.",
        _ => "Commands registered before go on working; the next start tries again.",
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Discord offers the {Count} commands already")]
    private partial void LogUnchanged(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Registered {Count} commands for {Place}")]
    private partial void LogRegistered(int count, string place);

    [LoggerMessage(Level = LogLevel.Error, Message = "The commands could not be registered: {Reason} {Details} {Advice}")]
    private partial void LogFailed(string reason, string details, string advice);
}
