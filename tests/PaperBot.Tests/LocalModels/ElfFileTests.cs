using PaperBot.LocalModels.Natives;
using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public sealed class ElfFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_library_tells_its_name_and_what_it_needs()
    {
        var set = NativeSet.In(NativeLibrariesForTests.FolderOrSkip());

        var library = ElfFile.Read(set.Llama, ElfMachine.X64);

        Assert.Equal(Path.GetFileName(set.Llama), library.Name);
        Assert.Contains("libggml-base.so", library.Needs);
        Assert.Contains(Path.GetFileName(set.Ggml), library.Needs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(63)]
    [InlineData(500)]
    [InlineData(20_000)]
    [InlineData(-1)]
    [InlineData(-5000)]
    public void A_library_cut_short_is_refused(int length)
    {
        var whole = File.ReadAllBytes(NativeSet.In(NativeLibrariesForTests.FolderOrSkip()).Ggml);
        var cut = folder.File("libcut.so");
        File.WriteAllBytes(cut, whole[..(length < 0 ? whole.Length + length : length)]);

        var refused = Assert.Throws<LlamaException>(() => ElfFile.Read(cut, ElfMachine.X64));

        Assert.Contains(cut, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_for_another_machine_is_refused()
    {
        var set = NativeSet.In(NativeLibrariesForTests.FolderOrSkip());

        Assert.Throws<LlamaException>(() => ElfFile.Read(set.Ggml, ElfMachine.Arm64));
    }

    [Fact]
    public void A_file_that_is_no_library_is_refused()
    {
        var text = folder.File("libtext.so", new string('x', 500));

        Assert.Contains("no 64-bit Linux library", Assert.Throws<LlamaException>(
            () => ElfFile.Read(text, ElfMachine.X64)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_headers_are_read_or_refused_and_nothing_else()
    {
        var whole = File.ReadAllBytes(NativeSet.In(NativeLibrariesForTests.FolderOrSkip()).Ggml);
        var random = new Random(3);
        var damaged = folder.File("libdamaged.so");
        var refusals = 0;
        for (var index = 0; index < 200; index++)
        {
            File.WriteAllBytes(damaged, Mutations.Of(whole, 600, random));
            try
            {
                ElfFile.Read(damaged, ElfMachine.X64);
            }
            catch (LlamaException)
            {
                refusals++;
            }
        }

        Assert.InRange(refusals, 20, 199);
    }
}
