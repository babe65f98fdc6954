using PaperBot.LocalModels.Gguf;
using Xunit;

namespace PaperBot.Tests.LocalModels;

/// <summary>Damaged files, tried in another process because llama.cpp may end it.</summary>
public sealed class DamagedModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Damaged_files_write_or_are_refused()
    {
        var outcomes = await TryAsync(count: 60, seed: 1);

        Assert.DoesNotContain(outcomes, outcome => outcome.StartsWith("ended", StringComparison.Ordinal));
        Assert.Contains("wrote", outcomes);
        Assert.Contains(outcomes, outcome => outcome.StartsWith("refused", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task Damaged_files_end_at_most_the_process_that_tries_them()
    {
        var outcomes = await TryAsync(count: 3000, seed: 2);
        var ended = outcomes.Where(outcome => outcome.StartsWith("ended", StringComparison.Ordinal)).ToList();

        foreach (var kind in ended.CountBy(outcome => outcome))
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{kind.Value} of {outcomes.Count} {kind.Key}");
        }

        Assert.InRange(ended.Count, 0, outcomes.Count / 100);
    }

    [Fact]
    public async Task A_file_cut_short_while_it_is_mapped_ends_the_process_that_mapped_it()
    {
        TinyGguf.Chat(folder.File("model.gguf"));

        Assert.NotEqual(0, (await ChildProgram.RunAsync(ChildProgram.CutMapped, folder.Path, Cancel)).ExitCode);
    }

    [Fact]
    public async Task A_file_cut_short_after_it_was_read_does_not_matter()
    {
        TinyGguf.Chat(folder.File("model.gguf"));

        Assert.Equal((0, ""), await ChildProgram.RunAsync(ChildProgram.CutRead, folder.Path, Cancel));
    }

    [Fact]
    public async Task The_reason_is_told_before_the_process_ends()
    {
        TinyGguf.Embedder(folder.File("model.gguf"), endsItsProcess: true);

        var (exitCode, said) = await ChildProgram.RunAsync(ChildProgram.Embed, folder.Path, Cancel);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("llama.cpp ends the process", said, StringComparison.Ordinal);
        Assert.Contains("unsupported types", said, StringComparison.Ordinal);
    }

    private async Task<List<string>> TryAsync(int count, int seed)
    {
        var random = new Random(seed);
        var whole = File.ReadAllBytes(TinyGguf.Chat(folder.File("whole")));
        var header = (int)GgufReader.Read(folder.File("whole")).DataOffset;
        File.WriteAllBytes(folder.File("00000.gguf"), whole);
        for (var index = 1; index < count; index++)
        {
            // Damage that the reader refuses would tell nothing of llama.cpp.
            byte[] damaged;
            do
            {
                damaged = Mutations.Of(whole, header, random);
            }
            while (index % 5 != 0 && !IsRead(damaged));

            File.WriteAllBytes(folder.File($"{index:00000}.gguf"), damaged);
        }

        var files = Directory.GetFiles(folder.Path, "*.gguf").Order(StringComparer.Ordinal).ToList();
        while (files.Any(file => !File.Exists(ChildProgram.Outcome(file))))
        {
            var before = files.Count(file => File.Exists(ChildProgram.Outcome(file)));
            var (exitCode, said) = await ChildProgram.RunAsync(ChildProgram.TryModels, folder.Path, Cancel);
            var begun = files.Select(ChildProgram.Outcome).Where(file => File.Exists(file) && File.ReadAllText(file) == "began");
            foreach (var file in begun.ToList())
            {
                File.WriteAllText(file, $"ended its process ({exitCode}): {said}");
            }

            Assert.InRange(files.Count(file => File.Exists(ChildProgram.Outcome(file))), before + 1, files.Count);
        }

        return [.. files.Select(file => File.ReadAllText(ChildProgram.Outcome(file)))];
    }

    private static bool IsRead(byte[] bytes)
    {
        try
        {
            GgufReader.Read(new MemoryStream(bytes), "model.gguf");
            return true;
        }
        catch (GgufException)
        {
            return false;
        }
    }
}
