using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.Processes;

/// <summary>What only a real process shows: streams, encodings, exit codes, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task With_no_input_the_service_prints_the_digest_and_ends_with_0()
    {
        var (code, output, error) = await ChildProcess.RunAsync(data, "", Token);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Paper digest", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_utf8_without_a_byte_order_mark_in_any_locale()
    {
        await ChildProcess.RunAsync(data, Listing.Text, Token, "import", "-");
        var (code, output, _) = await ChildProcess.RunAsync(data, "", Token, "papers", "--json");
        Assert.Equal(0, code);
        Assert.StartsWith("{", output, StringComparison.Ordinal);
        Assert.Contains("Écluse: Contrôle", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_and_failure_differ_in_their_exit_codes()
    {
        Assert.Equal(2, (await ChildProcess.RunAsync(data, "", Token, "frobnicate")).Code);
        Assert.Equal(1, (await ChildProcess.RunAsync(data, "", Token, "import", "/nowhere/at-all.txt")).Code);
    }

    [Fact]
    public async Task Ctrl_c_during_an_import_stores_nothing_of_the_file_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var process = ChildProcess.Start(data, "import", "-");
        await process.StandardInput.WriteAsync(Listing.Text.AsMemory(), Token);
        await process.StandardInput.FlushAsync(Token);
        await Task.Delay(TimeSpan.FromSeconds(2), Token);
        await ChildProcess.SignalAsync(process, "INT", Token);
        var (code, _, error) = await ChildProcess.EndAsync(process, Token);
        Assert.Equal(130, code);
        Assert.StartsWith("Interrupted", error, StringComparison.Ordinal);
        Assert.Equal("", (await ChildProcess.RunAsync(data, "", Token, "papers", "--json")).Out);
    }

    [Fact]
    public async Task A_polite_kill_ends_the_service_in_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var process = ChildProcess.Start(data, "serve");
        await process.StandardOutput.ReadLineAsync(Token);
        await Task.Delay(TimeSpan.FromSeconds(1), Token);
        await ChildProcess.SignalAsync(process, "TERM", Token);
        var (code, _, error) = await ChildProcess.EndAsync(process, Token);
        Assert.Equal((0, ""), (code, error));
    }
}
