using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using Xunit;

namespace PaperBot.Tests.Models;

public sealed class DownloadTests : IDisposable
{
    private readonly ModelRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_model_comes_whole_and_its_unknown_hash_is_learnt_and_kept()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        var fetched = await rig.FetchAsync(rig.Plan(server.Address), Token);
        Assert.Equal((rig.Hash, true, false), (fetched.Sha256, fetched.Learnt, fetched.WasThere));
        Assert.Equal(rig.Content, await File.ReadAllBytesAsync(rig.Target, Token));
        Assert.Equal(["models.lock.json", "tiny.gguf"], Directory.EnumerateFiles(rig.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(FileState.Verified, rig.Store(server.Address).List()[0].State);
        var again = await rig.FetchAsync(rig.Plan(server.Address, hash: rig.Hash), Token);
        Assert.True(again.WasThere);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_connection_cut_again_and_again_goes_on_where_it_ended()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream, cutAfter: 70_000));
        var fetched = await rig.FetchAsync(rig.Plan(server.Address), Token);
        Assert.Equal(rig.Hash, fetched.Sha256);
        Assert.True(server.Requests.Count >= 5);
        Assert.All(server.Requests.Skip(1), r => Assert.True(r.From > 0 && r["If-Range"] == "\"v1\""));
    }

    [Fact]
    public async Task A_file_that_changed_in_between_is_fetched_anew_and_never_mixed()
    {
        await using var old = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream, cutAfter: 70_000, tag: "\"v1\""));
        rig.Options = rig.Options with { MostTries = 1 };
        await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(old.Address), Token));
        Assert.True(new FileInfo(rig.Part).Length > 0);
        Random.Shared.NextBytes(rig.Content.AsSpan(4));
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream, tag: "\"v2\""));

        // The same address, so that the part is taken to be of the file there.
        var note = await File.ReadAllTextAsync(rig.Part + ".json", Token);
        await File.WriteAllTextAsync(rig.Part + ".json", note.Replace($":{old.Port}/", $":{server.Port}/", StringComparison.Ordinal), Token);
        var fetched = await rig.FetchAsync(rig.Plan(server.Address), Token);
        Assert.Equal(rig.Hash, fetched.Sha256);
        Assert.Equal("\"v1\"", server.Requests[0]["If-Range"]);
        Assert.Equal(rig.Content, await File.ReadAllBytesAsync(rig.Target, Token));
    }

    [Fact]
    public async Task A_part_of_another_address_is_not_appended_to_without_a_hash()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        Directory.CreateDirectory(rig.Folder);
        await File.WriteAllBytesAsync(rig.Part, new byte[1000], Token);
        await File.WriteAllTextAsync(rig.Part + ".json", """{"Address":"https://elsewhere/tiny.gguf","Tag":"\"v1\"","Modified":null,"All":300000}""", Token);
        Assert.Equal(rig.Hash, (await rig.FetchAsync(rig.Plan(server.Address), Token)).Sha256);
        Assert.Null(server.Requests[0].From);
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_of_it_again()
    {
        var calls = 0;
        await using var server = new RawHttpServer((request, stream, _) =>
            rig.ServeAsync(request, stream, cutAfter: calls++ == 0 ? 70_000 : int.MaxValue, ranges: false));
        Assert.Equal(rig.Hash, (await rig.FetchAsync(rig.Plan(server.Address), Token)).Sha256);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Another_stretch_than_asked_for_is_refused()
    {
        var calls = 0;
        await using var server = new RawHttpServer(async (request, stream, token) =>
        {
            if (calls++ == 0)
            {
                await rig.ServeAsync(request, stream, cutAfter: 70_000);
                return;
            }

            await stream.WriteAsync(
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-9/300000\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde"u8.ToArray(), token);
        });
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.Equal(DownloadFailure.WrongFile, failed.Failure);
        Assert.False(File.Exists(rig.Target));
    }

    [Fact]
    public async Task A_wrong_hash_removes_what_came_and_says_so()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        var failed = await Assert.ThrowsAsync<DownloadException>(
            () => rig.FetchAsync(rig.Plan(server.Address, hash: new string('a', 64)), Token));
        Assert.Contains("was removed", failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(rig.Folder));
    }

    [Fact]
    public async Task A_file_of_another_length_is_refused_before_its_first_byte()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address, size: 12345), Token));
        Assert.Contains("has 300000 bytes, and the model's file has 12345", failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(rig.Folder));
    }

    [Theory]
    [InlineData(200_000, "more than the 200000 bytes", false)]
    [InlineData(400_000, "after 300000 of 400000 bytes", true)]
    public async Task A_server_that_names_no_length_is_held_to_the_known_one(long size, string said, bool kept)
    {
        rig.Options = rig.Options with { MostTries = 1 };
        await using var server = new RawHttpServer(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), token);
            await stream.WriteAsync(rig.Content, token);
        });
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address, size, rig.Hash), Token));
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
        Assert.Equal(kept, File.Exists(rig.Part));
        Assert.False(File.Exists(rig.Target));
    }

    [Theory]
    [InlineData("text/html", "<html>sign in</html>", "a page (text/html)")]
    [InlineData("application/octet-stream", "<html>sign in</html>", "no GGUF file")]
    [InlineData("application/octet-stream", "", "no GGUF file")]
    [InlineData("application/octet-stream", "GG", "no GGUF file")]
    public async Task A_page_in_place_of_a_model_is_told_from_it(string type, string body, string said)
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("200 OK", body, type));
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(rig.Folder));
    }

    [Theory]
    [InlineData("401 Unauthorized", "licence accepted or a login", 1)]
    [InlineData("403 Forbidden", "licence accepted or a login", 1)]
    [InlineData("404 Not Found", "moved or taken away", 1)]
    [InlineData("407 Proxy Authentication Required", "Model:Proxy", 1)]
    [InlineData("429 Too Many Requests", "for 30 more seconds", 2)]
    [InlineData("503 Service Unavailable", "fails (503)", 2)]
    [InlineData("418 Teapot", "418 Teapot", 1)]
    public async Task A_refusal_says_what_to_do_and_is_tried_again_only_when_it_may_pass(string status, string said, int requests)
    {
        rig.Options = rig.Options with { MostTries = 2 };
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply(status, "no", headers: "Retry-After: 30\r\n"));
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task Room_is_looked_for_before_anybody_is_asked()
    {
        rig.Options = rig.Options with { FreeBytes = _ => 1_000_000 };
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address, size: 300_000), Token));
        Assert.Equal(DownloadFailure.NoRoom, failed.Failure);
        Assert.Empty(server.Requests);
        await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.False(File.Exists(rig.Part));
    }

    [Fact]
    public async Task A_disk_that_fills_up_keeps_what_came()
    {
        rig.Options = rig.Options with { OpenPart = path => new FullDisk(path, 150_000) };
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.Contains("is full", failed.Message, StringComparison.Ordinal);
        Assert.True(new FileInfo(rig.Part).Length > 0);
        rig.Options = new DownloadOptions();
        Assert.Equal(rig.Hash, (await rig.FetchAsync(rig.Plan(server.Address), Token)).Sha256);
        Assert.True(server.Requests[1].From > 0);
    }

    [Fact]
    public async Task Two_downloads_of_one_file_do_not_run_at_once()
    {
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var server = new RawHttpServer(async (request, stream, _) =>
        {
            asked.SetResult();
            await go.Task;
            await rig.ServeAsync(request, stream);
        });
        var first = rig.FetchAsync(rig.Plan(server.Address), Token);
        await asked.Task;
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.Equal(DownloadFailure.Busy, failed.Failure);
        go.SetResult();
        Assert.Equal(rig.Hash, (await first).Sha256);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left()
    {
        rig.Options = rig.Options with { Silence = TimeSpan.FromMilliseconds(200), MostTries = 1 };
        await using var server = new RawHttpServer(async (request, stream, token) =>
        {
            await rig.ServeAsync(request, stream, cutAfter: 70_000);
            await Task.Delay(Timeout.Infinite, token);
        });
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.Contains("nothing came for", failed.Message, StringComparison.Ordinal);
        Assert.Contains("goes on there", failed.Message, StringComparison.Ordinal);
        Assert.Equal(70_000, new FileInfo(rig.Part).Length);
    }

    [Fact]
    public async Task A_damaged_file_is_replaced_in_one_step()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        Directory.CreateDirectory(rig.Folder);
        await File.WriteAllTextAsync(rig.Target, "GGUF, but not this one", Token);
        var fetched = await rig.FetchAsync(rig.Plan(server.Address, hash: rig.Hash), Token);
        Assert.False(fetched.WasThere);
        Assert.Equal(rig.Content, await File.ReadAllBytesAsync(rig.Target, Token));
    }

    // A disk with room for so many bytes, as the system tells it (ENOSPC).
    private sealed class FullDisk(string path, long room) : FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 0)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length + buffer.Length > room ? throw new IOException("No space left on device", 28) : base.WriteAsync(buffer, cancellationToken);
    }
}
