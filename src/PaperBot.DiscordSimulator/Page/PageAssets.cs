using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>The page's own files, which travel inside the program.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, byte[]> Files = Read();

    /// <summary>Their names, such as <c>index.html</c>.</summary>
    public static IReadOnlyList<string> Names => [.. Files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A file's bytes, or null when there is no such file.</summary>
    public static byte[]? Find(string name) => Files.GetValueOrDefault(name);

    /// <summary>Answers with a file, or with 404.</summary>
    public static async Task ServeAsync(HttpContext http, string name)
    {
        if (Find(name) is not { } bytes)
        {
            await PageExchange.TextAsync(http, StatusCodes.Status404NotFound, "There is no such file.").ConfigureAwait(false);
            return;
        }

        http.Response.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }

    private static FrozenDictionary<string, byte[]> Read()
    {
        var assembly = typeof(PageAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(n => n[Prefix.Length..], Bytes, StringComparer.Ordinal);

        byte[] Bytes(string name)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
