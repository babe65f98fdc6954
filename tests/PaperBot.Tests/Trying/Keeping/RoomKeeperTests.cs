using PaperBot.CommandLine.Trying.Keeping;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.Trying.Keeping;

/// <summary>When a try-out is written down.</summary>
public sealed class RoomKeeperTests
{
    [Fact]
    public async Task Changes_are_written_soon_and_the_last_ones_at_the_end()
    {
        await using var kept = await KeptFolder.OpenAsync();
        var (world, home, bot) = (kept.Discord.World, kept.Place.Home, kept.Discord.World.Bot.User);
        using (var folder = TryFolder.Kept(kept.Path))
        {
            var file = new RoomFile(folder);
            await using (Keeper(kept, file, TextWriter.Null))
            {
                Assert.Empty(Texts(file));
                var first = world.Post(home, bot, MessageKind.Default, new MessageBody("one")
                {
                    Attachments = [new Attachment(world.Ids.Next(), "a.txt", "text/plain", [1], null)],
                });
                await UntilAsync(() => Texts(file) is ["one"]);
                world.Delete(first);
                world.Post(home, bot, MessageKind.Default, new MessageBody("two"));
                await UntilAsync(() => Texts(file) is ["two"]);
                world.Post(home, bot, MessageKind.Default, new MessageBody("three"));
            }

            Assert.Equal(["two", "three"], Texts(file));
            Assert.Empty(Directory.GetFiles(Path.Combine(kept.Path, "files")));
            Assert.Empty(Directory.GetFiles(kept.Path, "*.new"));
        }
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_once_and_tried_again()
    {
        await using var kept = await KeptFolder.OpenAsync();
        using var errors = new StringWriter();
        using var folder = TryFolder.Kept(kept.Path);
        var (file, inTheWay) = (new RoomFile(folder), Path.Combine(kept.Path, RoomFile.Name + ".new"));
        await using (Keeper(kept, file, TextWriter.Synchronized(errors)))
        {
            Directory.CreateDirectory(inTheWay);
            Post("one");
            await UntilAsync(() => errors.ToString().Length > 0);
            Post("two");
            await Task.Delay(1300, TestContext.Current.CancellationToken);
            Assert.Empty(Texts(file));
            Directory.Delete(inTheWay);
            Post("three");
            await UntilAsync(() => Texts(file) is ["one", "two", "three"]);
        }

        var told = Assert.Single(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("What happens now is not kept: ", told, StringComparison.Ordinal);

        void Post(string text) =>
            kept.Discord.World.Post(kept.Place.Home, kept.Discord.World.Bot.User, MessageKind.Default, new MessageBody(text));
    }

    private static RoomKeeper Keeper(KeptFolder kept, RoomFile file, TextWriter errors) =>
        new(file, kept.Discord, world => kept.StateOf(world, 4711), errors);

    private static string[] Texts(RoomFile file)
    {
        var state = file.Read()!;
        return [.. state.World.Channels.Single(c => c.Id == state.Home).Messages.Select(m => m.Body.Content)];
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < 200, "waited in vain");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
