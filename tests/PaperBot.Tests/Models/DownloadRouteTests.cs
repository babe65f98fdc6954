using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PaperBot.LocalModels.Downloads;
using Xunit;

namespace PaperBot.Tests.Models;

/// <summary>The way to the file: redirects, proxies, mirrors, certificates, and no way at all.</summary>
public sealed class DownloadRouteTests : IDisposable
{
    private readonly ModelRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Redirects_are_followed_and_a_circle_is_not()
    {
        await using var server = new RawHttpServer(async (request, stream, token) =>
        {
            if (request.Target == "/files/1")
            {
                await rig.ServeAsync(request, stream);
                return;
            }

            var target = request.Target == "/models/tiny.gguf" ? "/files/1" : request.Target;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawHttpServer.Reply("302 Found", "", headers: $"Location: {target}\r\n")), token);
        });
        Assert.Equal(rig.Hash, (await rig.FetchAsync(rig.Plan(server.Address), Token)).Sha256);
        var circle = new DownloadPlan(new Uri(server.Address, "circle.gguf"), rig.Target + "2");
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(circle, Token));
        Assert.Contains("leads elsewhere", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_nobody_runs_is_named_and_no_part_is_left()
    {
        rig.Options = rig.Options with { MostTries = 1 };
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(new Uri($"http://127.0.0.1:{port}/")), Token));
        Assert.Equal(DownloadFailure.Unreachable, failed.Failure);
        Assert.Contains("127.0.0.1 cannot be reached", failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(rig.Folder));
    }

    [Fact]
    public async Task Without_a_network_it_says_what_may_be_missing()
    {
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(new Uri("https://hub.invalid/")), Token));
        Assert.Contains("hub.invalid cannot be found", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Model:Mirror", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new RawHttpServer((asked, stream, _) => rig.ServeAsync(asked, stream), own);
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(server.Address), Token));
        Assert.Contains("certificate of 127.0.0.1 is not trusted", failed.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Unencrypted_is_only_what_a_hash_vouches_for()
    {
        var failed = await Assert.ThrowsAsync<DownloadException>(() => rig.FetchAsync(rig.Plan(new Uri("http://models.test/")), Token));
        Assert.Equal(DownloadFailure.Unsafe, failed.Failure);
        Assert.Contains("--sha256", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_is_gone_through_with_its_name_and_password()
    {
        await using var proxy = new RawHttpServer(async (request, stream, token) =>
        {
            if (request["Proxy-Authorization"] is null)
            {
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes(RawHttpServer.Reply("407 Proxy", "", headers: "Proxy-Authenticate: Basic realm=\"x\"\r\n")), token);
                return;
            }

            await rig.ServeAsync(request, stream);
        });
        var plan = rig.Plan(new Uri("http://models.test/"), hash: rig.Hash);
        var address = $"http://ada:p%40ss@127.0.0.1:{proxy.Port}";
        Assert.Equal(rig.Hash, (await rig.FetchAsync(plan, Token, address)).Sha256);
        Assert.All(proxy.Requests, r => Assert.Equal("http://models.test/models/tiny.gguf", r.Target));
        Assert.Equal("Basic " + Convert.ToBase64String("ada:p@ss"u8), proxy.Requests[^1]["Proxy-Authorization"]);
    }

    [Fact]
    public async Task A_proxy_that_wants_a_password_says_where_it_is_set()
    {
        await using var proxy = RawHttpServer.Saying(RawHttpServer.Reply("407 Proxy", "", headers: "Proxy-Authenticate: Basic realm=\"x\"\r\n"));
        foreach (var server in new[] { "http://models.test/", "https://models.test/" })
        {
            var failed = await Assert.ThrowsAsync<DownloadException>(
                () => rig.FetchAsync(rig.Plan(new Uri(server), hash: rig.Hash), Token, $"http://127.0.0.1:{proxy.Port}"));
            Assert.Contains("Model:Proxy", failed.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://hub.test/a/resolve/1/tiny.gguf", "https://mirror.test/hub/", "https://mirror.test/hub/a/resolve/1/tiny.gguf")]
    [InlineData("https://hub.test/a/blob/main/tiny.gguf?download=true", null, "https://hub.test/a/resolve/main/tiny.gguf?download=true")]
    [InlineData("https://hub.test.evil/tiny.gguf", "https://mirror.test", "https://hub.test.evil/tiny.gguf")]
    [InlineData("https://elsewhere.test/blob/tiny.gguf", "https://mirror.test", "https://elsewhere.test/blob/tiny.gguf")]
    public void A_mirror_takes_the_place_of_the_hub_and_of_nobody_else(string address, string? mirror, string fetched)
    {
        var store = rig.Store(new Uri("https://hub.test/tiny.gguf"));
        var plan = DownloadPlan.Of(new Uri(address), null, store, mirror is null ? null : new Uri(mirror));
        Assert.Equal(new Uri(fetched), plan.Address);
        Assert.Equal(rig.Target, plan.Path);
    }

    [Theory]
    [InlineData("https://hub.test/")]
    [InlineData("https://hub.test/model.bin")]
    [InlineData("https://hub.test/a%2Fb.gguf")]
    [InlineData("https://hub.test/..%2F..%2Fx.gguf")]
    [InlineData("https://hub.test/.gguf")]
    public void An_address_that_ends_with_no_name_of_a_model_is_refused(string address) =>
        Assert.Throws<DownloadException>(() => DownloadPlan.Of(new Uri(address), null, rig.Store(new Uri("https://hub.test/tiny.gguf")), null));

    [Fact]
    public void What_is_secret_in_an_address_is_not_shown() =>
        Assert.Equal("https://hub.test/x.gguf", DownloadPlan.Shown(new Uri("https://ada:secret@hub.test/x.gguf?token=abc#y")));
}
