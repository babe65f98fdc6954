using PaperBot.Models;
using PaperBot.Packages;
using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.Packages;

public sealed class BuiltWithTests
{
    private static readonly BuiltWith Without =
        new(false, "Library 1.2.3", "The package feed lacks Library 1.2.3, so the built-in halves run.");

    [Fact]
    public void A_library_that_was_left_out_is_told_with_what_was_found_and_what_to_do()
    {
        var check = Check(Without);

        var refused = check.Validate(null, new ModelOptions { Runtime = RuntimeChoice.LLamaSharp });

        var sentence = Assert.Single(refused.Failures!);
        foreach (var part in (string[])["Model:Runtime", "LLamaSharp", "auto or builtin", "./run --ecosystem", "lacks Library 1.2.3"])
        {
            Assert.Contains(part, sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(RuntimeChoice.Auto, false)]
    [InlineData(RuntimeChoice.BuiltIn, false)]
    [InlineData(RuntimeChoice.LLamaSharp, true)]
    public void What_is_there_may_be_asked_for(object choice, bool hasPackages) => Assert.True(
        Check(Without with { HasPackages = hasPackages }).Validate(null, new ModelOptions { Runtime = (RuntimeChoice)choice }).Succeeded);

    [Fact]
    public void Doctor_repeats_what_was_found_out_and_says_when_nobody_looked()
    {
        Assert.Contains(Without.Outcome!, Without.Sentence, StringComparison.Ordinal);
        Assert.Contains("./run --ecosystem", (Without with { Outcome = null }).Sentence, StringComparison.Ordinal);
        Assert.EndsWith("are against it.", (Without with { HasPackages = true, Outcome = null }).Sentence, StringComparison.Ordinal);

        const string WithoutCuda = "They come from the package feed, without CUDA. The package feed lacks Library.Cuda.";
        Assert.EndsWith(WithoutCuda, (Without with { HasPackages = true, Outcome = WithoutCuda }).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_names_the_packages_that_this_program_was_built_for()
    {
        using var data = new TemporaryFolder();

        var run = await ProgramRun.Of(data, "doctor", "--json");

        var packages = run.Json.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "packages");
        Assert.Matches(
            @"LLamaSharp \d+\.\d+\.\d+, Discord\.Net \d+\.\d+\.\d+ and Semantic Kernel \d+\.\d+\.\d+",
            packages.GetProperty("detail").GetString());
    }

#if !ECOSYSTEM
    [Theory]
    [InlineData("""{"Model":{"Runtime":"llamasharp"}}""", "Model:Runtime is “LLamaSharp”")]
    [InlineData("""{"Discord":{"Library":"DiscordNet"}}""", "Discord:Library is “DiscordNet”")]
    [InlineData("""{"Prompts":{"Runner":"semanticKernel"}}""", "Prompts:Runner is “SemanticKernel”")]
    public async Task A_start_that_asks_for_what_was_left_out_ends_with_one_sentence(string settings, string expected)
    {
        using var data = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "paperbot.json"), settings, TestContext.Current.CancellationToken);

        var run = await ProgramRun.Of(data, "serve");

        Assert.Equal(1, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }
#endif

    private static LeftOutCheck<ModelOptions> Check(BuiltWith built) =>
        new(built, "Model:Runtime", o => o.Runtime == RuntimeChoice.LLamaSharp ? o.Runtime : null);
}
