using LLama.Native;
using PaperBot.LLamaSharp;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;
using PaperBot.Tests.LocalModels;
using PaperBot.Tests.LocalModels.Scheduling;
using PaperBot.Tests.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.Ecosystem.LLamaSharp;

/// <summary>What cost users of LLamaSharp answers, and does not here; its executors, which do it, are not used.</summary>
[Trait("Runtime", "LLamaSharp")]
public sealed class LLamaSharpTrapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_goes_on_beyond_256_tokens()
    {
        var written = await WriteAsync("root ::= [a-z]{300}", most: 400);

        Assert.Equal(300, written.Text.Length);
        Assert.Equal(FinishedBy.Stop, written.Last.Finished);
    }

    [Fact]
    public async Task Labels_of_speakers_do_not_cut_a_text()
    {
        const string Text = "User: a\nAssistant: b\nSystem: c\n### d";

        Assert.Equal(Text, (await WriteAsync($"root ::= \"{Text.Replace("\n", "\\n", StringComparison.Ordinal)}\"", most: 100)).Text);
    }

    [Fact]
    public async Task A_grammar_with_letters_of_other_alphabets_is_obeyed()
    {
        Assert.Equal("Grüße, 世界 🙂", (await WriteAsync("root ::= \"Grüße, \" [世] \"界 🙂\" # ½", most: 60)).Text);
        Assert.Equal("root ::= \"\\U000000FC\\U0001F642\"", LLamaSharpSamplers.Escaped("root ::= \"ü🙂\""));
    }

    [Fact]
    public async Task A_prompt_that_is_too_long_is_refused_and_the_next_one_answered()
    {
        using var _ = LLamaSharpRuntimeTests.LLamaSharpOrSkip();
        await using var tiny = await TinyService.ChatAsync(context: 512);
        var task = new WritingTask { Turns = [new("user", string.Join(' ', Enumerable.Repeat("attention", 600)))], MostTokens = 8 };

        var refused = await Assert.ThrowsAsync<ModelServiceException>(() => tiny.Service.WriteAllAsync(task, Cancel));

        Assert.Equal(ServiceFailure.TooLong, refused.Failure);
        var (_, last) = await tiny.Service.WriteAllAsync(task with { Turns = [new("user", "attention")] }, Cancel);
        Assert.NotNull(last.Finished);
    }

    [Fact]
    public async Task A_text_that_is_cancelled_does_not_end_as_if_it_were_whole()
    {
        using var _ = LLamaSharpRuntimeTests.LLamaSharpOrSkip();
        await using var tiny = await TinyService.ChatAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var task = new WritingTask { Turns = [new("user", "attention")], MostTokens = 900, Grammar = "root ::= [a-z]{900}" };
        List<WrittenPiece> pieces = [];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var piece in tiny.Service.WriteAsync(task, stop.Token))
            {
                pieces.Add(piece);
                await stop.CancelAsync();
            }
        });

        Assert.All(pieces, piece => Assert.Null(piece.Finished));
    }

    [Fact]
    public void A_context_that_cannot_be_opened_is_refused_and_does_not_keep_its_model()
    {
        using var runtime = LLamaSharpRuntimeTests.LLamaSharpOrSkip();
        using var folder = new TemporaryFolder();
        using var room = new BatchMemory(1);
        var handle = SafeLlamaModelHandle.LoadFromFile(
            TinyGguf.Chat(Path.Combine(folder.Path, "chat.gguf")), LLamaModelParams.Default());
        var impossible = new ContextShape { Tokens = 1 << 27, Sequences = 100_000 };

        var refused = Assert.Throws<LlamaException>(() => new LLamaSharpContext(handle, room, impossible, offload: false));
        handle.Dispose();

        Assert.Contains("cannot be opened", refused.Message, StringComparison.Ordinal);
        Assert.True(handle.IsClosed);
    }

    [Fact]
    public void Layers_go_to_a_GPU_only_when_they_are_asked_for()
    {
        using var runtime = LLamaSharpRuntimeTests.LLamaSharpOrSkip();

        Assert.NotEqual(0, LLamaModelParams.Default().n_gpu_layers);
        Assert.Equal(0, LLamaSharpRuntime.Settings(new ModelLoad("any.gguf")).n_gpu_layers);
        Assert.Equal(7, LLamaSharpRuntime.Settings(new ModelLoad("any.gguf") { GpuLayers = 7 }).n_gpu_layers);
    }

    private static async Task<(string Text, WrittenPiece Last)> WriteAsync(string grammar, int most)
    {
        using var _ = LLamaSharpRuntimeTests.LLamaSharpOrSkip();
        await using var tiny = await TinyService.ChatAsync();
        var task = new WritingTask { Turns = [new("user", "attention")], MostTokens = most, Grammar = grammar, Seed = 1 };
        return await tiny.Service.WriteAllAsync(task, Cancel);
    }
}
