using System.Security.Cryptography;
using System.Text;

namespace PaperBot.Archive;

/// <summary>
/// A self-contained HTML page: its style is inside it, nothing is fetched, no script runs. The content security policy admits
/// that one style, by its hash, and nothing else.
/// </summary>
internal static class WebPage
{
    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PageStyle.Css)));

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; form-action 'none'";

    /// <summary>The page.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="body">What stands between the body tags: HTML.</param>
    public static string Of(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Encode(Policy)}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="PaperBot">
        <title>{Encode(title)}</title>
        <link rel="alternate" type="application/rss+xml" title="Paper digest" href="{EditionPaths.Feed}">
        <style>{PageStyle.Css}</style>
        </head>
        <body>
        {body}</body>
        </html>

        """.ReplaceLineEndings("\n");

    /// <summary>Plain text as HTML, in an element or between the quotation marks of an attribute.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0)
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                _ => encoded.Append(c),
            };
        }

        return encoded.ToString();
    }
}
