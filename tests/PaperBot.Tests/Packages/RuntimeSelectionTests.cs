using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.LocalModels.Serving;
using PaperBot.Models;
using PaperBot.Packages;
using Xunit;

namespace PaperBot.Tests.Packages;

public sealed class RuntimeSelectionTests : IDisposable
{
    private const string Refuses =
        "echo 'llama.cpp says things'; echo 'paperbot: refused: libllama.so is not for this processor.' >&2; exit 1";

    private readonly TemporaryFolder data = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_trial_that_ends_well_lets_LLamaSharp_compute_without_libraries_of_the_built_in_runtime()
    {
        var selection = Selection(RuntimeChoice.Auto, "exit 0", hasNatives: false);

        Assert.True(await selection.IsLLamaSharpAsync(Cancel));
        Assert.Null(selection.WhyNot);
    }

    [Fact]
    public async Task A_refusal_lets_the_built_in_runtime_compute_and_names_why_and_a_log()
    {
        var selection = Selection(RuntimeChoice.Auto, Refuses, hasNatives: true);

        Assert.False(await selection.IsLLamaSharpAsync(Cancel));

        var sentence = (await selection.WhyNoLLamaSharpAsync(Cancel))!;
        var log = Path.Combine(data.Path, RuntimeSelection.LogName);
        Assert.Contains("libllama.so is not for this processor", sentence, StringComparison.Ordinal);
        Assert.Contains(log, sentence, StringComparison.Ordinal);
        Assert.Equal("Until it can, the built-in runtime computes local models.", selection.Instead);
        Assert.Contains("llama.cpp says things", await File.ReadAllTextAsync(log, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Libraries_that_end_the_process_of_the_trial_are_refused()
    {
        var selection = Selection(RuntimeChoice.Auto, "kill -ILL $$", hasNatives: true);

        Assert.False(await selection.IsLLamaSharpAsync(Cancel));
        Assert.Contains("exit code 132", await selection.WhyNoLLamaSharpAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_neither_computes_both_reasons_are_told()
    {
        var selection = Selection(RuntimeChoice.Auto, Refuses, hasNatives: false);

        var refused = await Assert.ThrowsAsync<ModelServiceException>(() => selection.IsLLamaSharpAsync(Cancel));

        Assert.Contains("not for this processor", refused.Message, StringComparison.Ordinal);
        Assert.Contains("model natives", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Until it can, no local model runs.", selection.Instead);
    }

    [Fact]
    public async Task LLamaSharp_asked_for_by_name_is_not_replaced()
    {
        var selection = Selection(RuntimeChoice.LLamaSharp, Refuses, hasNatives: true);

        var refused = await Assert.ThrowsAsync<ModelServiceException>(() => selection.IsLLamaSharpAsync(Cancel));

        Assert.Contains("Model:Runtime set to auto", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Until it can, no local model runs.", selection.Instead);
    }

    [Theory]
    [InlineData("BuiltIn", true)]
    [InlineData("Auto", false)]
    public async Task Nothing_is_tried_where_settings_or_the_build_leave_it_out(string choice, bool hasPackages)
    {
        var selection = Selection(Enum.Parse<RuntimeChoice>(choice), "touch tried; exit 0", hasNatives: true, hasPackages);

        Assert.False(await selection.IsLLamaSharpAsync(Cancel));
        Assert.Null(await selection.WhyNoLLamaSharpAsync(Cancel));
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "tried")));
    }

    private RuntimeSelection Selection(RuntimeChoice choice, string trial, bool hasNatives, bool hasPackages = true)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The trial is a shell's here.");
        var options = Options.Create(new ModelOptions { Runtime = choice, Natives = hasNatives ? data.Path : "" });
        return new RuntimeSelection(
            options, new NativeLibraries(options, data.Path), new BuiltWith(hasPackages, "", null), data.Path,
            () => new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", trial } }, NullLogger<RuntimeSelection>.Instance);
    }
}
