using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>
/// Makes Discord offer the commands of the table. Discord counts how many commands are made a day, so that they are only written
/// when they differ from what is there. Commands left where they no longer belong are taken away: a command that stands in two
/// places is offered twice.
/// </summary>
internal sealed partial class CommandRegistration(
    IDiscordTransport discord, CommandPayloads payloads, IOptions<DiscordOptions> options, ILogger<CommandRegistration> logger,
    ServersWithCommands? served = null)
{
    private readonly ServersWithCommands served = served ?? new ServersWithCommands(null);

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
            var isWritten = await RegisterAsync(application, server, wanted, cancellationToken).ConfigureAwait(false);
            await ClearOthersAsync(application, server, cancellationToken).ConfigureAwait(false);
            return isWritten;
        }
        catch (DiscordException failed)
        {
            var details = string.Join("; ", failed.Details);
            LogFailed(failed.Message, details, Advice(failed.Code, server));
            return false;
        }
    }

    private async Task<bool> RegisterAsync(
        Snowflake application, Snowflake? server, IReadOnlyList<DiscordCommand> wanted, CancellationToken cancellationToken)
    {
        var registered = await discord.CommandsAsync(application, server, cancellationToken).ConfigureAwait(false);
        if (server is { } one)
        {
            // Noted before they are there: a stop in between must not leave them behind for ever.
            served.Add(one);

            // Discord may fill these in for one server's commands, and takes none.
            registered = [.. registered.Select(c => c with { Contexts = null, IntegrationTypes = null })];
        }

        if (CommandDifference.IsNone(wanted, registered))
        {
            LogUnchanged(wanted.Count);
            return false;
        }

        await discord.ReplaceCommandsAsync(application, server, wanted, cancellationToken).ConfigureAwait(false);
        var place = Place(server);
        LogRegistered(wanted.Count, place);
        return true;
    }

    // What fails here is tried again at the next start.
    private async Task ClearOthersAsync(Snowflake application, Snowflake? server, CancellationToken cancellationToken)
    {
        foreach (var former in served.All.Where(s => s != server))
        {
            await ClearAsync(application, former, cancellationToken).ConfigureAwait(false);
        }

        if (server is not null)
        {
            await ClearAsync(application, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ClearAsync(Snowflake application, Snowflake? server, CancellationToken cancellationToken)
    {
        var place = Place(server);
        try
        {
            if ((await discord.CommandsAsync(application, server, cancellationToken).ConfigureAwait(false)).Count > 0)
            {
                await discord.ReplaceCommandsAsync(application, server, [], cancellationToken).ConfigureAwait(false);
                LogCleared(place);
            }
        }
        catch (DiscordException gone) when (
            server is not null && gone.Code is DiscordErrorCode.MissingAccess or DiscordErrorCode.UnknownGuild)
        {
            // The bot is no longer in that server, nor are its commands.
        }
        catch (DiscordException failed)
        {
            LogNotCleared(place, failed.Message);
            return;
        }

        if (server is { } former)
        {
            served.Remove(former);
        }
    }

    private static string Place(Snowflake? server) => server is null ? "all servers" : $"server {server}";

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

    [LoggerMessage(Level = LogLevel.Information, Message = "Took away the commands left for {Place}")]
    private partial void LogCleared(string place);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The commands left for {Place} are still there; the next start tries again: {Reason}")]
    private partial void LogNotCleared(string place, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The commands could not be registered: {Reason} {Details} {Advice}")]
    private partial void LogFailed(string reason, string details, string advice);
}
