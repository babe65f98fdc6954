using System.Net;
using System.Net.Sockets;
using PaperBot.CommandLine.Trying.Keeping;
using Xunit;

namespace PaperBot.Tests.Trying.Keeping;

/// <summary>Which folders a try-out goes on from, and what is said of the others, which are left as they are.</summary>
public sealed class KeptFolderTests
{
    [Fact]
    public async Task What_was_written_is_read_again_and_only_its_owner_can_read_it()
    {
        await using var kept = await KeptFolder.OpenAsync();
        kept.Discord.Act.UploadTo(kept.Place.People[0].Person, kept.Place.Home, "list.txt", [1, 2, 3], "here");
        kept.Write(4711);
        var state = kept.Read();
        Assert.Equal((KeptFolder.Token, 4711, TimeSpan.FromHours(5)), (state.Token, state.Port, state.Ahead));
        Assert.Equal("here", state.World.Channels.Single(c => c.Id == state.Home).Messages.Single().Body.Content);
        var attached = Assert.Single(Directory.GetFiles(Path.Combine(kept.Path, "files")));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(attached, TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal((mine, mine), (File.GetUnixFileMode(kept.File), File.GetUnixFileMode(attached)));
            Assert.Equal(mine | UnixFileMode.UserExecute, File.GetUnixFileMode(kept.Path));
        }
    }

    [Theory]
    [InlineData("", "is damaged (at ")]
    [InlineData("{\"kind\":\"paperbot try\",\"version\":1,\"tok", "is damaged (at ")]
    [InlineData("{\"kind\":\"paperbot try\"}", "is damaged (it says no version)")]
    [InlineData("{\"kind\":\"paperbot try\",\"version\":1}", "is damaged (at $")]
    [InlineData("{\"kind\":\"paperbot try\",\"version\":2}", "was written by a newer PaperBot (form 2; this one reads 1)")]
    [InlineData("{\"name\":\"somebody's\"}", "was not written by PaperBot")]
    [InlineData("[1,2]", "was not written by PaperBot")]
    public async Task A_file_that_cannot_be_gone_on_from_is_said_and_left(string text, string sentence)
    {
        await using var kept = await KeptFolder.OpenAsync();
        kept.Write(0);
        await File.WriteAllTextAsync(kept.File, text, TestContext.Current.CancellationToken);
        var said = await kept.RefusedAsync();
        Assert.StartsWith($"--keep: {kept.File} {sentence}", said, StringComparison.Ordinal);
        Assert.EndsWith("It was left as it is; name another folder, or take this one away.", said, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(kept.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_world_that_does_not_fit_together_is_said_and_left()
    {
        await using var kept = await KeptFolder.OpenAsync();
        await DamagedAsync(s => s with { Home = 7 }, "its channel 7 is nowhere");
        await DamagedAsync(s => s with { People = [new RoomPerson(8, "reader")] }, "its person 8 is nowhere");
        await DamagedAsync(s => s with { Token = "" }, "no way in");
        await DamagedAsync(s => s with { World = s.World with { People = [] } }, "stands nowhere");
        kept.Discord.Act.UploadTo(kept.Place.People[0].Person, kept.Place.Home, "list.txt", [1]);
        kept.Write(0);
        Directory.Delete(Path.Combine(kept.Path, "files"), recursive: true);
        Assert.Contains("cannot be read", await kept.RefusedAsync(), StringComparison.Ordinal);

        async Task DamagedAsync(Func<RoomState, RoomState> change, string sentence)
        {
            kept.Write(0, change);
            var before = await File.ReadAllBytesAsync(kept.File, TestContext.Current.CancellationToken);
            Assert.Contains(sentence, await kept.RefusedAsync(), StringComparison.Ordinal);
            Assert.Equal(before, await File.ReadAllBytesAsync(kept.File, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_not_touched()
    {
        await using var kept = await KeptFolder.OpenAsync();
        Directory.CreateDirectory(kept.Path);
        await File.WriteAllTextAsync(Path.Combine(kept.Path, "thesis.tex"), "x", TestContext.Current.CancellationToken);
        Assert.Equal(
            $"--keep: {kept.Path} holds other things (thesis.tex); name a new or an empty folder.", await kept.RefusedAsync());
        Assert.Equal(["thesis.tex"], Directory.GetFileSystemEntries(kept.Path).Select(Path.GetFileName));

        Directory.Delete(kept.Path, recursive: true);
        await File.WriteAllTextAsync(kept.Path, "x", TestContext.Current.CancellationToken);
        Assert.Equal($"--keep: {kept.Path} is a file; name a folder.", await kept.RefusedAsync());
        File.Delete(kept.Path);

        kept.Write(0);
        Directory.CreateDirectory(Path.Combine(kept.Path, TryFolder.BotFolder));
        File.Delete(kept.File);
        Assert.Contains("has lost its try.json", await kept.RefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_are_one_too_many()
    {
        await using var kept = await KeptFolder.OpenAsync();
        kept.Write(0);
        using (TryFolder.Kept(kept.Path))
        {
            Assert.StartsWith("--keep: another `try` uses", await kept.RefusedAsync(), StringComparison.Ordinal);
        }

        TryFolder.Kept(kept.Path).Dispose();
    }

    [Fact]
    public async Task A_port_that_another_program_took_is_said_with_what_can_be_done()
    {
        await using var kept = await KeptFolder.OpenAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        kept.Write(port);
        Assert.Equal(
            $"Port {port}, where the page of {kept.Path} has its address, is taken by another program; end that one, or give the page "
                + "a new address with --port.",
            await kept.RefusedAsync());
        Assert.Equal($"Port {port} is taken; choose another with --port, or leave it out.", await kept.RefusedAsync(port));
        Assert.Equal(port, kept.Read().Port);
    }

    [Fact]
    public void What_killed_tries_left_goes_and_nothing_else_does()
    {
        using var root = new TemporaryFolder();
        string Made(string name, string? words)
        {
            var path = Directory.CreateDirectory(Path.Combine(root.Path, name)).FullName;
            Directory.CreateDirectory(Path.Combine(path, TryFolder.BotFolder));
            File.WriteAllText(Path.Combine(path, TryFolder.BotFolder, "paperbot.db"), "x");
            if (words is not null)
            {
                File.WriteAllText(Path.Combine(path, TryFolder.Mark), words);
            }

            return path;
        }

        var left = Made("paperbot-try-left", TryFolder.Words);
        var botEnded = Made("paperbot-try-ended", TryFolder.Words);
        File.WriteAllText(Path.Combine(botEnded, TryFolder.BotFolder, PaperBot.CommandLine.Trying.TriedBot.Mark), "");
        var (shown, botRuns) = (Made("paperbot-try-shown", TryFolder.Words), Made("paperbot-try-bot", TryFolder.Words));
        string[] stay =
        [
            shown, botRuns, Made("paperbot-try-foreign", "mine"), Made("paperbot-try-bare", null), Made("other", TryFolder.Words),
        ];
        var kept = Path.Combine(root.Path, "paperbot-try-kept");
        TryFolder.Kept(kept).Dispose();
        var link = Path.Combine(root.Path, "paperbot-try-link");
        Directory.CreateSymbolicLink(link, Path.Combine(root.Path, "other"));
        using (HeldFile.TryTake(Path.Combine(shown, TryFolder.Mark), FileMode.Open))
        using (HeldFile.TryTake(
            Path.Combine(botRuns, TryFolder.BotFolder, PaperBot.CommandLine.Trying.TriedBot.Mark), FileMode.CreateNew))
        {
            LeftBehind.Remove(root.Path);
            Assert.Equal([false, false], new[] { left, botEnded }.Select(Directory.Exists));
            Assert.All(stay.Append(link).Append(kept), path => Assert.True(Directory.Exists(path), path));
            Assert.True(File.Exists(Path.Combine(root.Path, "other", TryFolder.BotFolder, "paperbot.db")));
        }

        LeftBehind.Remove(root.Path);
        Assert.Equal([false, false], new[] { shown, botRuns }.Select(Directory.Exists));
        LeftBehind.Remove(Path.Combine(root.Path, "nowhere"));
    }
}
