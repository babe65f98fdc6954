using PaperBot.LocalModels.Natives;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public sealed class NativeChoiceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Cuda13", "libcuda.so.1 libcudart.so.13 libcublas.so.13", "CUDA 13")]
    [InlineData("Cuda12", "libcuda.so.1 libcudart.so.12 libcublas.so.12", "CUDA 12")]
    [InlineData("Cuda13", "libcuda.so.1 libcudart.so.12 libcublas.so.12 libcudart.so.13 libcublas.so.13", "CUDA 13")]
    [InlineData("Cpu", "libcudart.so.13 libcublas.so.13", "libcuda.so.1 is missing")]
    [InlineData("Cpu", "libcuda.so.1", "libcudart.so.13 is missing")]
    [InlineData("Cpu", "libcuda.so.1 libcudart.so.12", "libcublas.so.12 is missing")]
    [InlineData("Cpu", "libcuda.so.1 libcudart.so.13 libcudart.so.12", "libcublas.so.13 is missing")]
    public void The_libraries_found_decide(string kind, string libraries, string reason)
    {
        foreach (var library in libraries.Split(' '))
        {
            folder.File(library, "library");
        }

        var choice = NativeChoice.For(new NativeLibraryPlaces(["/nowhere", folder.Path]));

        Assert.Equal(kind, choice.Kind.ToString());
        Assert.Contains(reason, choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Libraries_that_the_loader_finds_are_found_without_loading_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/etc/ld.so.conf"), "This system has another loader.");

        Assert.True(NativeLibraryPlaces.Here().Has("libc.so.6"));
        Assert.False(NativeLibraryPlaces.Here().Has("libnothing.so.1"));
    }

    [Fact]
    public void A_fetched_set_is_found_the_best_first_and_the_cpus_instead_of_none()
    {
        var folders = NativeFolders.In(folder.Path);
        var gpu = new NativeChoice(NativeKind.Cuda12, "CUDA 12");
        Assert.Equal((null, NativeFolders.HowToGet), folders.Find(gpu));

        var cpu = Directory.CreateDirectory(folders.Of(NativePins.For(NativeKind.Cpu))).FullName;
        Directory.CreateDirectory(folders.Of(NativePins.For(NativeKind.Cuda13)));
        Assert.Equal(cpu, folders.Find(gpu).Folder);
        Assert.Contains("CUDA 12", folders.Find(gpu).Remark, StringComparison.Ordinal);

        var best = Directory.CreateDirectory(folders.Of(NativePins.For(NativeKind.Cuda12))).FullName;
        Assert.Equal((best, null), folders.Find(gpu));
    }

    [Fact]
    public void Every_known_set_is_whole()
    {
        Assert.Equal(6, NativePins.All.Count);
        Assert.All(NativePins.All, pin =>
        {
            Assert.Single(pin.Files, file => file.Name.StartsWith("libllama", StringComparison.Ordinal));
            Assert.Single(pin.Files, file => file.Name == "libggml-base.so");
            Assert.Equal(14, pin.Files.Count(file => file.Name.StartsWith("libggml-cpu-", StringComparison.Ordinal)));
            Assert.Equal(pin.Kind != NativeKind.Cpu, pin.Files.Any(file => file.Name == "libggml-cuda.so"));
            Assert.Equal(pin.Files.Count, pin.Files.Select(file => file.Name).Distinct().Count());
            Assert.All(pin.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
        });
    }

    [Fact]
    public void The_cuda_12_set_is_that_of_cuda_13_with_another_backend()
    {
        var newer = NativePins.For(NativeKind.Cuda13).Files.ToDictionary(file => file.Name, file => file.Sha256);
        var older = NativePins.For(NativeKind.Cuda12).Files.ToDictionary(file => file.Name, file => file.Sha256);

        Assert.Equal(["libggml-cuda.so"], older.Where(file => newer[file.Key] != file.Value).Select(file => file.Key));
        Assert.Equal(2, NativePins.For(NativeKind.Cuda12).Packages.Count);
    }
}
