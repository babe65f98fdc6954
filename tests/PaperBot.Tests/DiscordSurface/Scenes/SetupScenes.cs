using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface.Setup;
using PaperBot.Tests.DiscordSimulator;
using PaperBot.Tests.Processes;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>What whoever sets the bot up reads: the invitation, the check, the doctor, of the program itself.</summary>
public sealed partial class SetupScenes
{
    [Fact]
    public async Task Invitation_check_and_doctor_say_what_is_so_and_what_to_do()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        var book = new SceneBook();
        var role = server.World.AddRole(server.Guild, "PaperBot", (Permissions)(ulong)NeededRights.All);
        server.World.Join(server.Guild, server.Bot, role);
        await AddAsync("discord invite", "discord", "invite");
        await AddAsync("discord check, where all is well", "discord", "check");
        server.Discord.Act.SetBotPermissions(
            server.World.AddChannel(server.Guild, "hall"), deny: Permissions.SendMessages | Permissions.ReadMessageHistory);
        server.Discord.Act.SetBotPermissions(server.World.AddChannel(server.Guild, "attic"), deny: Permissions.ViewChannel);
        await AddAsync("discord check, with channels where rights are missing", "discord", "check");
        await AddAsync("doctor", "doctor");
        await RunAsync(
            "discord check, with message content wanted and not allowed",
            [.. Settings(), ("Discord:MessageContentIntent", "true")], "discord", "check");
        server.Discord.Act.Kick(server.Guild);
        await AddAsync("discord check, in no server", "discord", "check");
        await RunAsync("discord check, with a wrong token", Settings("wrong.bot.token"), "discord", "check");
        await RunAsync("discord check, without a token", [], "discord", "check");
        await RunAsync("the last line of the service with a wrong token", Settings("wrong.bot.token"), "serve");
        book.IsKept("setup");

        (string, string)[] Settings(string? token = null) =>
            [("Discord:Token", token ?? server.World.Bot.Token), ("Discord:ApiAddress", server.Discord.ApiAddress)];

        Task AddAsync(string title, params string[] args) => RunAsync(title, Settings(), args);

        async Task RunAsync(string title, (string, string)[] settings, params string[] args)
        {
            using var process = ChildProcess.Start(data, settings, args);
            process.StandardInput.Close();
            var (code, output, error) = await ChildProcess.EndAsync(process, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(server.World.Bot.Token, output + error, StringComparison.Ordinal);
            var said = (output + error).Replace(data.Path, "DATA", StringComparison.Ordinal);
            said = title.Contains("last line", StringComparison.Ordinal) ? said.TrimEnd().Split('\n')[^1] + "\n" : said;
            book.Add($"{title} (exit code {code})", Changing().Replace(said, "…"));
        }
    }

    // The time, and what this program was built with.
    [GeneratedRegex(@"(?<=The clock says )[^\n]+(?=\.)|(?<=- packages ok: )[^\n]+")]
    private static partial Regex Changing();
}
