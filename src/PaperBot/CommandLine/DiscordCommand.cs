using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Setup;

namespace PaperBot.CommandLine;

/// <summary><c>discord</c>: the way into a server, and whether everything is right there.</summary>
internal static class DiscordCommand
{
    private const string NoToken = "No token is set: make an application at https://discord.com/developers/applications, copy the token from "
        + "its page Bot, and set it as the environment variable PAPERBOT__Discord__Token.";

    public static Command Create(CommandLineProgram program) => new("discord", "Invite the bot to Discord, or check its rights there")
    {
        Invite(program), Check(program),
    };

    private static Command Invite(CommandLineProgram program)
    {
        var id = new Option<string?>("--id")
        {
            Description = "The application's id, from its page General Information; asked of Discord when left out", HelpName = "ID",
        };
        var command = new Command("invite", "Print the link that adds the bot to a server, with the rights it needs and no more") { id };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var application = run.Value(id) is { } typed
                ? ReadId(typed)
                : (await AskAsync(run, discord => discord.ApplicationAsync(cancellationToken)).ConfigureAwait(false)).Id;
            await run.Out.WriteLineAsync(NeededRights.InviteLink(application)).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }

    private static Command Check(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("check", "Ask Discord about the token, the application and the bot's rights in every channel") { json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var options = run.Service<IOptions<DiscordOptions>>().Value;
            var findings = await AskAsync(run, discord => new SetupCheck(discord, options).RunAsync(cancellationToken)).ConfigureAwait(false);
            var checks = new CheckList([.. findings.Select(Diagnosis.Check.Of)]);
            checks.Show(run, run.Value(json));
            return checks.ExitCode;
        });
    }

    private static async Task<T> AskAsync<T>(Run run, Func<IDiscordTransport, Task<T>> ask)
    {
        if (run.Service<IOptions<DiscordOptions>>().Value.Token.IsEmpty)
        {
            throw new CommandFailure(NoToken);
        }

        try
        {
            return await ask(run.Service<IDiscordTransport>()).ConfigureAwait(false);
        }
        catch (DiscordException failed)
        {
            throw new CommandFailure(failed.Message);
        }
    }

    private static Snowflake ReadId(string typed) =>
        ulong.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new Snowflake(id)
            : throw new UsageException($"--id takes the application's number, such as 1234567890123456789, not '{typed}'.");
}
