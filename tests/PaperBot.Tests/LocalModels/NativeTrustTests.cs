using System.Runtime.InteropServices;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Natives;
using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public sealed class NativeTrustTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_known_set_is_recognised() => Assert.Equal(NativeKind.Cpu, NativeTrust.Check(Known()).Pin!.Kind);

    [Fact]
    public void A_known_set_with_a_changed_file_is_refused_and_the_file_named()
    {
        var set = Copy();
        Change(Path.Combine(set, "libggml-cpu-haswell.so"));

        Assert.Contains("libggml-cpu-haswell.so differs", Refused(set), StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_set_that_lacks_a_file_is_refused()
    {
        var set = Copy();
        File.Delete(Path.Combine(set, "libggml-cpu-zen4.so"));

        Assert.Contains("libggml-cpu-zen4.so is missing", Refused(set), StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_set_with_one_library_more_is_refused()
    {
        var set = Copy();
        File.Copy(Path.Combine(set, "libggml-cpu-x64.so"), Path.Combine(set, "libggml-rpc.so"));

        Assert.Contains("libggml-rpc.so", Refused(set), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_not_known_passes_when_it_is_whole()
    {
        var set = Copy();
        Change(NativeSet.In(set).Llama);

        Assert.Null(NativeTrust.Check(set).Pin);
    }

    [Fact]
    public void Libraries_of_different_versions_are_refused()
    {
        var set = Copy();
        var (llama, ggml) = (NativeSet.In(set).Llama, NativeSet.In(set).Ggml);
        Change(llama);
        File.Move(ggml, Path.Combine(set, "libggml.v0.1.0.so"));

        Assert.Contains("mixes versions", Refused(set), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_there_twice_is_refused()
    {
        var set = Copy();
        File.Copy(NativeSet.In(set).Llama, Path.Combine(set, "libllama.v0.1.0.so"));

        Assert.Contains("more than once", Refused(set), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_beside_a_library_are_the_library()
    {
        var set = Copy();
        File.CreateSymbolicLink(Path.Combine(set, "libllama.so"), NativeSet.In(set).Llama);

        Assert.Equal("libllama.so", Path.GetFileName(NativeSet.In(set).Llama));
    }

    [Fact]
    public void A_backend_that_is_cut_short_is_refused_although_it_might_not_be_used()
    {
        var set = Copy();
        Change(NativeSet.In(set).Llama);
        using (var file = File.OpenWrite(Path.Combine(set, "libggml-cpu-sse42.so")))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Contains("libggml-cpu-sse42.so", Refused(set), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_libraries_names_what_is_missing()
    {
        Assert.Contains("no folder", Refused(folder.File("nowhere")), StringComparison.Ordinal);
        Assert.Contains("libggml-base", Refused(folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_without_llama_cpps_functions_is_refused_and_they_are_named()
    {
        var exports = new NativeExports([NativeLibrary.Load(NativeSet.In(NativeLibrariesForTests.FolderOrSkip()).Base)]);
        _ = new LlamaFunctions(exports);

        var refused = Assert.Throws<LlamaException>(() => exports.Complete("/there"));

        Assert.Contains("llama_decode", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ggml_backend_dev_name", refused.Message, StringComparison.Ordinal);
    }

    private static string Known()
    {
        var found = NativeLibrariesForTests.FolderOrSkip();
        Assert.SkipUnless(
            NativePins.All.Any(pin => pin.Files.Any(file => file.Sha256 == NativeTrust.Hash(NativeSet.In(found).Llama))),
            "The libraries here are not a known set.");
        return found;
    }

    private string Copy()
    {
        foreach (var file in NativeSet.In(Known()).Loaded)
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        return folder.Path;
    }

    /// <summary>Adds a byte at the end, where it does no harm but to the checksum.</summary>
    private static void Change(string file)
    {
        using var stream = new FileStream(file, FileMode.Append);
        stream.WriteByte(1);
    }

    private static string Refused(string set) => Assert.Throws<LlamaException>(() => NativeTrust.Check(set)).Message;
}
