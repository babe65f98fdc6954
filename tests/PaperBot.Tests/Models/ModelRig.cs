using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;

namespace PaperBot.Tests.Models;

/// <summary>A folder of models, a file to fetch, and a server that has it.</summary>
internal sealed class ModelRig : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ModelRig()
    {
        Random.Shared.NextBytes(Content);
        "GGUF"u8.CopyTo(Content);
        Options = new DownloadOptions { Pause = TimeSpan.FromMilliseconds(5), Silence = TimeSpan.FromSeconds(20) };
    }

    public byte[] Content { get; } = new byte[300_000];

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Content));

    public DownloadOptions Options { get; set; }

    public string Folder => Path.Combine(folder.Path, "models");

    public string Target => Path.Combine(Folder, "tiny.gguf");

    public string Part => Target + ".part";

    /// <summary>A list with one model, whose size and hash are known or not.</summary>
    public ModelStore Store(Uri address, long? size = null, string? hash = null) => new(
        new ModelCatalogue(
            new Uri("https://hub.test"),
            [
                new KnownModel
                {
                    Name = "tiny", Title = "Tiny", Kind = ModelKind.Chat, Licence = "MIT", Parameters = 1000, ContextTokens = 512,
                    File = "tiny.gguf", Address = address, SizeBytes = size, Sha256 = hash,
                },
            ]),
        Folder);

    public DownloadPlan Plan(Uri server, long? size = null, string? hash = null) =>
        new(new Uri(server, "models/tiny.gguf"), Target) { SizeBytes = size, Sha256 = hash };

    public async Task<FetchedModel> FetchAsync(DownloadPlan plan, CancellationToken cancellationToken, string proxy = "none")
    {
        using var client = Options.Client(proxy);
        return await new ModelDownload(client, Store(plan.Address), Options, TimeProvider.System).FetchAsync(plan, _ => { }, cancellationToken);
    }

    /// <summary>An answer as a good server gives it: the whole file, or the stretch that was asked for when the tag is the same.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="stream">Where to answer.</param>
    /// <param name="cutAfter">Bytes of the body after which the connection is cut.</param>
    /// <param name="ranges">False for a server that knows no ranges.</param>
    /// <param name="tag">Of the file; empty for none.</param>
    public async Task ServeAsync(RawRequest request, Stream stream, int cutAfter = int.MaxValue, bool ranges = true, string tag = "\"v1\"")
    {
        var from = ranges && request.From is { } asked && (request["If-Range"] ?? tag) == tag ? (int)asked : 0;
        var head = new StringBuilder(from > 0
            ? $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{Content.Length - 1}/{Content.Length}\r\n"
            : "HTTP/1.1 200 OK\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Content.Length - from}\r\nConnection: close\r\n");
        if (tag.Length > 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"ETag: {tag}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n"));
        await stream.WriteAsync(Content.AsMemory(from, Math.Min(Content.Length - from, cutAfter)));
    }

    public void Dispose() => folder.Dispose();
}
