using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.Page;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator.Page;

/// <summary>Who gets to the page, and what its files may do.</summary>
public sealed partial class PageGuardTests
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("")]
    [InlineData("state")]
    [InlineData("events?after=x-1")]
    [InlineData("commands")]
    [InlineData("page/main.js")]
    [InlineData("files/1/2/x")]
    public async Task Whoever_does_not_know_the_token_finds_nothing(string path)
    {
        await using var room = await PageRoom.OpenAsync();
        foreach (var wrong in (string[])["0123456789abcdeg", "0", PageRoom.Token + "0", "%20"])
        {
            using var answer = await room.GetAsync($"/{wrong}/{path}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("papers", await answer.Content.ReadAsStringAsync(PageRoom.Stop), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{0}")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1.evil.example:{0}")]
    [InlineData("[::1]:{0}")]
    public async Task A_name_that_was_pointed_here_is_refused(string host)
    {
        await using var room = await PageRoom.OpenAsync();
        host = host.Replace("{0}", $"{room.Page.Port}", StringComparison.Ordinal);
        foreach (var path in (string[])["state", "page/main.js", "/api/v10/gateway", "/gateway"])
        {
            using var answer = await room.GetAsync(path, ("Host", host));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_page_in_the_browser_is_refused(string header, string value)
    {
        await using var room = await PageRoom.OpenAsync();
        foreach (var path in (string[])["state", "events?after=x-1", "/api/v10/gateway", "/gateway", "/attachments/1/2/x"])
        {
            using var answer = await room.GetAsync(path, (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_link_from_elsewhere_may_be_followed()
    {
        await using var room = await PageRoom.OpenAsync();
        using var answer = await room.GetAsync("", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("own", "text/plain")]
    [InlineData("own", "application/x-www-form-urlencoded")]
    public async Task An_act_comes_from_the_page_and_as_json_or_not_at_all(string? origin, string type)
    {
        await using var room = await PageRoom.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(room.Page, "act"))
        {
            Content = new StringContent($$"""{"do":"say","channel":"{{room.Channel.Id}}","text":"hello"}""", Encoding.UTF8, type),
        };
        using var answer = origin is null
            ? await room.SendAsync(request)
            : await room.SendAsync(request, ("Origin", room.Page.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(room.Channel.Messages);
    }

    [Fact]
    public async Task Every_answer_forbids_whatever_the_page_does_not_bring_along()
    {
        await using var room = await PageRoom.OpenAsync();
        foreach (var path in PageAssets.Names.Select(n => "page/" + n).Concat(["", "state", "/nothing/", "page/none.js"]))
        {
            using var answer = await room.GetAsync(path);
            Assert.Equal([Policy], answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
            Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
            Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        }
    }

    [Fact]
    public void The_files_fetch_nothing_from_elsewhere_and_never_write_html()
    {
        Assert.Contains("index.html", PageAssets.Names);
        foreach (var name in PageAssets.Names)
        {
            var text = Encoding.UTF8.GetString(PageAssets.Find(name)!);
            Assert.DoesNotMatch(Dangerous(), text);
            Assert.True(text.Split('\n').Length <= 350, $"{name} is too long to be read");
        }

        var page = Encoding.UTF8.GetString(PageAssets.Find("index.html")!);
        Assert.DoesNotMatch(@"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|(src|href)=""(https?:)?//", page);
    }

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|@import|url\(")]
    private static partial Regex Dangerous();
}
