using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using PaperBot.LocalModels.Natives;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public sealed class NativeFetchTests : IDisposable
{
    private const string Package = "@example/natives@1.0.0";

    private readonly TemporaryFolder folder = new();

    public NativeFetchTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "npm is played by a shell script");

    public void Dispose() => folder.Dispose();

    private string Target => folder.File("natives/set");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_set_has_the_pinned_files_and_no_others()
    {
        var packed = Packed(("bins/libllama.so", "llama"), ("bins/addon.node", "code"), ("../../escape", "x"));
        var npm = Npm($"cp {packed} \"$4\"; echo \"$@\" > {folder.File("args")}");

        Assert.True(await FetchAsync(npm, Pin("llama")));

        Assert.Equal(["libllama.so"], Directory.GetFileSystemEntries(Target).Select(Path.GetFileName));
        Assert.Equal("llama", File.ReadAllText(Path.Combine(Target, "libllama.so")));
        Assert.Contains("--ignore-scripts", File.ReadAllText(folder.File("args")), StringComparison.Ordinal);
        NothingElse("set");
    }

    [Fact]
    public async Task A_changed_file_is_refused_and_nothing_stays()
    {
        var refused = await RefusedAsync(Npm($"cp {Packed(("bins/libllama.so", "changed"))} \"$4\""));

        Assert.Contains("SHA-256", refused, StringComparison.Ordinal);
        NothingElse();
    }

    [Fact]
    public async Task A_package_without_a_pinned_file_is_refused()
    {
        var refused = await RefusedAsync(Npm($"cp {Packed(("bins/other.so", "llama"))} \"$4\""));

        Assert.Contains("lacks bins/libllama.so", refused, StringComparison.Ordinal);
        NothingElse();
    }

    [Fact]
    public async Task A_package_cut_short_is_refused()
    {
        var refused = await RefusedAsync(Npm($"head -c 60 {Packed(("bins/libllama.so", "llama"))} > \"$4/a.tgz\""));

        Assert.Contains(Target, refused, StringComparison.Ordinal);
        NothingElse();
    }

    [Theory]
    [InlineData("npm error code ENOTFOUND", "Is this machine online")]
    [InlineData("npm error code E404", "registry has no")]
    [InlineData("npm ERR! code E401", "npm login")]
    [InlineData("npm error code ENOSPC", "disk is full")]
    [InlineData("npm error something else", "something else")]
    public async Task What_npm_says_becomes_a_sentence(string said, string sentence)
    {
        var refused = await RefusedAsync(Npm($"echo '{said}' >&2; exit 1"));

        Assert.Contains(sentence, refused, StringComparison.Ordinal);
        Assert.Contains(Package, refused, StringComparison.Ordinal);
        NothingElse();
    }

    [Fact]
    public async Task Without_npm_the_sentence_says_what_to_install()
    {
        var refused = await RefusedAsync(new Npm(folder.File("no-npm")));

        Assert.Contains("Node.js", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_npm_that_leaves_nothing_is_refused() =>
        Assert.Contains("no package", await RefusedAsync(Npm("exit 0")), StringComparison.Ordinal);

    [Fact]
    public async Task Cancelling_ends_npm_and_leaves_nothing()
    {
        var npm = Npm($"echo $$ > {folder.File("pid")}; exec sleep 600");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var fetching = FetchAsync(npm, Pin("llama"), cancel.Token);
        while (!File.Exists(folder.File("pid")) || File.ReadAllText(folder.File("pid")).Length == 0)
        {
            await Task.Delay(10, Cancel);
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(folder.File("pid")).Trim()}"));
        NothingElse();
    }

    [Fact]
    public async Task A_folder_with_other_files_is_not_replaced()
    {
        folder.File("natives/set/thesis.tex", "years of work");

        var refused = await RefusedAsync(Npm($"cp {Packed(("bins/libllama.so", "llama"))} \"$4\""));

        Assert.Contains("other files", refused, StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(Path.Combine(Target, "thesis.tex")));
    }

    [Fact]
    public async Task A_damaged_set_is_replaced_and_what_a_killed_fetch_left_is_cleared()
    {
        folder.File("natives/set/libllama.so", "broken");
        folder.File("natives/.fetching-old/package/a.tgz", "half");
        Directory.SetLastWriteTimeUtc(folder.File("natives/.fetching-old"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.True(await FetchAsync(Npm($"cp {Packed(("bins/libllama.so", "llama"))} \"$4\""), Pin("llama")));

        Assert.Equal("llama", File.ReadAllText(Path.Combine(Target, "libllama.so")));
        NothingElse("set");
    }

    private static NativePin Pin(string content) => new(NativeKind.Cpu, "1.0.0",
    [
        new NativeFile(Package, "bins/libllama.so", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))),
    ]);

    private async Task<string> RefusedAsync(Npm npm) =>
        (await Assert.ThrowsAsync<NativeFetchException>(() => FetchAsync(npm, Pin("llama")))).Message;

    private Task<bool> FetchAsync(Npm npm, NativePin pin, CancellationToken? cancel = null)
    {
        Directory.CreateDirectory(folder.File("natives"));
        return new NativeFetch(npm, TimeProvider.System).RunAsync(pin, Target, new Progress<string>(), cancel ?? Cancel);
    }

    /// <summary>npm, played by a script; <c>pack PACKAGE --pack-destination FOLDER</c> has the folder as fourth word.</summary>
    private Npm Npm(string script)
    {
        var file = folder.File("npm", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new Npm(file);
    }

    private string Packed(params (string Path, string Content)[] files)
    {
        var packed = folder.File("packed.tgz");
        using var zipped = new GZipStream(File.Create(packed), CompressionLevel.Fastest);
        using var archive = new TarWriter(zipped);
        foreach (var (path, content) in files)
        {
            archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/" + path)
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
            });
        }

        return packed;
    }

    private void NothingElse(params string[] names) =>
        Assert.Equal(names, Directory.GetFileSystemEntries(folder.File("natives")).Select(Path.GetFileName));
}
