using System.Diagnostics;
using Xunit;

namespace PaperBot.Tests.Packages;

/// <summary>How the scripts find out about the package feed, with a shell script in the place of <c>dotnet</c>.</summary>
public sealed class FeedProbeTests : IDisposable
{
    private const string LacksLibraries = """
        if [[ $1 == restore ]]; then
          echo "FeedProbe.csproj : error NU1101: Unable to find package LLamaSharp. No packages exist with this id in source(s): a, b"
          echo "FeedProbe.csproj : error NU1102: Unable to find package Discord.Net with version (>= 3.19.1)"
          echo "FeedProbe.csproj : error NU1102:   - Found 1 version(s) in a [ Nearest version: 2.0.0 ]"
          exit 1
        fi
        """;

    private readonly TemporaryFolder root = new();

    public FeedProbeTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");
        string[] needed =
            ["Directory.Packages.props", "src/PaperBot/deploy/probe/FeedProbe.csproj", "src/PaperBot/deploy/decide-packages.sh"];
        foreach (var file in needed)
        {
            var copy = Path.Combine(root.Path, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Checkout.Root, file), copy);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Props => Path.Combine(root.Path, "obj", "feed.props");

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task A_feed_that_lacks_packages_is_asked_once_and_what_it_lacks_is_named()
    {
        var (code, said) = await DecideAsync(LacksLibraries);

        Assert.Equal(0, code);
        Assert.Equal("Packages: The package feed lacks LLamaSharp, Discord.Net 3.19.1, so the built-in halves run.", said);
        Assert.False(Says("EcosystemPackages"));
        Assert.Equal((0, ""), await DecideAsync("touch called"));
        Assert.False(File.Exists(Path.Combine(root.Path, "called")));
    }

    [Fact]
    public async Task Asked_for_by_name_packages_that_are_not_there_are_a_failure()
    {
        var (code, said) = await DecideAsync(LacksLibraries, "ecosystem");

        Assert.Equal(1, code);
        Assert.Contains("lacks LLamaSharp", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_has_all_is_asked_again_only_when_the_pins_change()
    {
        var (_, said) = await DecideAsync("echo \"$@\" >> calls");
        var written = File.GetLastWriteTimeUtc(Props);

        Assert.StartsWith("Packages: LLamaSharp, Discord.Net and Semantic Kernel come from", said, StringComparison.Ordinal);
        Assert.True(Says("EcosystemPackages"));
        Assert.Equal((0, ""), await DecideAsync("exit 1"));

        await File.AppendAllTextAsync(
            Path.Combine(root.Path, "Directory.Packages.props"), "<!-- a new pin -->", Cancel);
        Assert.StartsWith("Packages: LLamaSharp", (await DecideAsync("true")).Said, StringComparison.Ordinal);

        // The same answer is no reason to build anew.
        Assert.Equal(written, File.GetLastWriteTimeUtc(Props));
    }

    [Fact]
    public async Task A_damaged_memory_of_the_answer_is_one_more_reason_to_look()
    {
        await DecideAsync("true");
        var state = Path.Combine(root.Path, "obj", "feed.state");
        var kept = await File.ReadAllLinesAsync(state, Cancel);
        foreach (var until in (string[])["until=", "until=x[$(touch called)]", "=", "until=99999999999999999999"])
        {
            await File.WriteAllLinesAsync(state, [.. kept.Where(l => !l.StartsWith("until", StringComparison.Ordinal)), until], Cancel);

            var (code, said) = await DecideAsync("true");

            Assert.Equal(0, code);
            Assert.True(until == "=" || said.StartsWith("Packages: LLamaSharp", StringComparison.Ordinal), $"{until}: {said}");
        }

        Assert.False(File.Exists(Path.Combine(root.Path, "called")));
    }

    [Fact]
    public async Task The_built_in_halves_stay_chosen_until_the_packages_are_asked_for()
    {
        Assert.Contains("--builtin asked", (await DecideAsync("exit 1", "builtin")).Said, StringComparison.Ordinal);
        Assert.Equal((0, ""), await DecideAsync("true"));
        Assert.False(Says("EcosystemPackages"));

        await DecideAsync("true", "ecosystem");

        Assert.True(Says("EcosystemPackages"));
        Assert.Equal((0, ""), await DecideAsync("exit 1"));
    }

    [Theory]
    [InlineData("", 0, "")]
    [InlineData("builtin", 1, "--builtin needs another build, and")]
    [InlineData("ecosystem", 1, "--ecosystem needs another build, and")]
    public async Task Where_nothing_can_be_written_only_what_needs_another_build_is_a_failure(string choice, int expected, string beginning)
    {
        await File.WriteAllTextAsync(Path.Combine(root.Path, "obj"), "no folder", Cancel);

        var (code, said) = await DecideAsync("true", choice);

        Assert.Equal(expected, code);
        Assert.StartsWith(beginning, said, StringComparison.Ordinal);
        Assert.Equal(expected == 0, said.Length == 0);
    }

    [Theory]
    [InlineData("exec sleep 30", "took too long to answer")]
    [InlineData("echo 'error NU1301: Unable to load the service index'; exit 1", "does not answer")]
    [InlineData("echo 'error NU1107: Version conflict detected'; exit 1", "could not be restored (see obj/probe/restore.log)")]
    public async Task A_feed_that_hangs_is_away_or_does_not_fit_leaves_the_built_in_halves(string restore, string why)
    {
        var (code, said) = await DecideAsync($"if [[ $1 == restore ]]; then {restore}; fi");

        Assert.Equal(0, code);
        Assert.EndsWith($" {why}, so the built-in halves run.", said, StringComparison.Ordinal);
        Assert.False(Says("EcosystemPackages"));
    }

    [Fact]
    public async Task Where_only_the_CUDA_package_lacks_the_others_are_used()
    {
        const string LacksCuda = """
            if [[ " $* " == *CudaPackages=true* ]]; then
              echo "error NU1101: Unable to find package LLamaSharp.Backend.Cuda12. No packages exist with this id in source(s): a"
              exit 1
            fi
            """;

        var (code, said) = await DecideAsync(LacksCuda, cuda: "yes");

        Assert.Equal(0, code);
        Assert.EndsWith("without CUDA. The package feed lacks LLamaSharp.Backend.Cuda12.", said, StringComparison.Ordinal);
        Assert.True(Says("EcosystemPackages"));
        Assert.False(Says("CudaPackages"));
    }

    private bool Says(string property) =>
        File.ReadAllText(Props).Contains($"== ''\">true</{property}>", StringComparison.Ordinal);

    private async Task<(int Code, string Said)> DecideAsync(string dotnet, string choice = "", string cuda = "")
    {
        var tools = Directory.CreateDirectory(Path.Combine(root.Path, "tools")).FullName;
        var fake = Path.Combine(tools, "dotnet");
        await File.WriteAllTextAsync(
            fake, $"#!/usr/bin/env bash\nif [[ $1 == --list-sdks ]]; then echo '10.0.100 [x]'; exit; fi\n{dotnet}\n", Cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(fake, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo("bash")
        {
            ArgumentList =
            {
                "-c",
                """set -euo pipefail; root=$PWD; source src/PaperBot/deploy/decide-packages.sh; decide_packages "$1" "$2" """,
                "bash", choice, cuda,
            },
            WorkingDirectory = root.Path,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}", ["PAPERBOT_FEED_SECONDS"] = "1" },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, said.Trim());
    }
}
