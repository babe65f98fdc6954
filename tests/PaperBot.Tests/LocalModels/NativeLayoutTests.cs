using System.Runtime.InteropServices;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public sealed class NativeLayoutTests
{
    [Fact]
    public void The_library_in_use_has_the_layout_that_is_known()
    {
        var libraries = LlamaLibraries.Load(NativeLibrariesForTests.FolderOrSkip());

        NativeLayout.Check(libraries.Functions, libraries.Version, "/there");
    }

    [Theory]
    [InlineData("0.6.0")]
    [InlineData("b7123")]
    [InlineData("")]
    public void A_version_that_is_not_known_is_refused(string version)
    {
        var functions = LlamaLibraries.Load(NativeLibrariesForTests.FolderOrSkip()).Functions;

        var refused = Assert.Throws<LlamaException>(() => NativeLayout.Check(functions, version, "/there"));

        Assert.Contains("/there", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sizes_of_its_structures_are_told_from_others()
    {
        Assert.SkipUnless(
            RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.X64, "Elsewhere they do not show.");
        var functions = LlamaLibraries.Load(NativeLibrariesForTests.FolderOrSkip()).Functions;
        var (model, context) = (Marshal.SizeOf<NativeModelParams>(), Marshal.SizeOf<NativeContextParams>());

        Assert.True(NativeLayout.HasSizes(functions, model, context));
        Assert.False(NativeLayout.HasSizes(functions, model - 8, context));
        Assert.False(NativeLayout.HasSizes(functions, model, context + 8));
    }

    [Fact]
    public void A_structure_of_the_known_size_fits()
    {
        var (zeros, ones) = Written(Marshal.SizeOf<NativeContextParams>());

        Assert.Null(NativeLayout.Difference(zeros, ones, typeof(NativeContextParams)));
    }

    [Fact]
    public void A_smaller_and_a_larger_structure_do_not()
    {
        var size = Marshal.SizeOf<NativeContextParams>();
        var (smallZeros, smallOnes) = Written(size - 8);
        var (largeZeros, largeOnes) = Written(size + 4);

        Assert.Matches("smaller$", NativeLayout.Difference(smallZeros, smallOnes, typeof(NativeContextParams)));
        Assert.Matches("larger$", NativeLayout.Difference(largeZeros, largeOnes, typeof(NativeContextParams)));
    }

    private static (byte[] Zeros, byte[] Ones) Written(int bytes)
    {
        var ones = new byte[512];
        Array.Fill(ones, (byte)0xAA);
        ones.AsSpan(0, bytes).Clear();
        return (new byte[512], ones);
    }
}
