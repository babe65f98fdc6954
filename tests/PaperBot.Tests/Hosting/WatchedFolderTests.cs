using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Settings;
using PaperBot.Terminal;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.Commands;
using Xunit;

namespace PaperBot.Tests.Hosting;

public sealed class WatchedFolderTests : IAsyncLifetime
{
    private readonly TemporaryFolder inbox = new();
    private readonly ManualTimeProvider clock = new(Some.Moment);
    private readonly StringWriter shown = new();
    private CommandRoom room = null!;
    private WatchedFolder watched = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        room = await CommandRoom.OpenAsync(sample: false, Token);
        watched = new WatchedFolder(
            Options.Create(new WatchOptions { QuietSeconds = 3 }), Options.Create(new StorageOptions()),
            room.Service<PaperImports>(), new TerminalScreen(new Streams(() => Stream.Null, shown, TextWriter.Null)), clock,
            NullLogger<WatchedFolder>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        watched.Dispose();
        await room.DisposeAsync();
        inbox.Dispose();
        await shown.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_imported_once_it_has_stopped_growing()
    {
        var file = Listing.WriteTo(inbox, "new.txt");
        await LookAfterAsync(seconds: 0);
        await File.AppendAllTextAsync(
            file,
            "Quillwort: Counting Ferns from the Air\nFerns are counted on foot. Quillwort counts them in 400 aerial photographs taken over nine weeks. It misses 6% of the ferns and invents 2%. The photographs are public and cover three valleys of moderate slope.\n",
            Token);
        await LookAfterAsync(seconds: 4);
        Assert.Equal("", shown.ToString());
        await LookAfterAsync(seconds: 4);
        Assert.Contains("new.txt", shown.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, await room.Service<IPaperStore>().CountAsync(Token));
    }

    [Fact]
    public async Task A_bad_file_is_reported_once_and_keeps_no_other_out()
    {
        inbox.File("a-bad.pdf", "%PDF-1.7 nothing to read");
        inbox.File("b-good.txt", Listing.Text.Replace("Kiteline", "Kitefoil", StringComparison.Ordinal));
        await LookAfterAsync(seconds: 0);
        await LookAfterAsync(seconds: 4);
        await LookAfterAsync(seconds: 4);
        Assert.Equal(1, Count("a-bad.pdf"));
        Assert.Contains("not imported", shown.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Count("b-good.txt"));
    }

    [Fact]
    public async Task Unfinished_downloads_and_hidden_files_are_left_alone()
    {
        inbox.File(".hidden", "x");
        inbox.File("listing.txt.part", "x");
        inbox.File("notes.txt~", "x");
        await LookAfterAsync(seconds: 0);
        await LookAfterAsync(seconds: 4);
        Assert.Equal("", shown.ToString());
    }

    private Task LookAfterAsync(int seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        return watched.LookAsync(inbox.Path, Token);
    }

    private int Count(string name) => shown.ToString().Split(name).Length - 1;
}
