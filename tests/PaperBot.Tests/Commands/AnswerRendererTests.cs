using PaperBot.Commands;
using PaperBot.Surfaces;
using PaperBot.Tests.Attacks;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Commands;

public sealed class AnswerRendererTests
{
    private static readonly SurfaceLimits Small = new(200, CanEdit: true);

    [Fact]
    public void Short_answer_is_one_post() => Assert.Equal(["It holds. [1]"], AnswerRenderer.Render("It holds. [1]", Small));

    [Fact]
    public void Long_answer_is_cut_behind_a_marker_and_its_sources_stay_together()
    {
        var body = string.Join(' ', Enumerable.Range(1, 8).Select(i => $"Sentence number {i} says a thing or two. [1]"));
        var posts = AnswerRenderer.Render($"{body}\n\nSources:\n[1] A Title (date not given)\n[2] Another (date not given)", Small);
        Assert.Equal(3, posts.Count);
        Assert.All(posts, p => Assert.InRange(p.Length, 1, 200));
        Assert.EndsWith("[1]", posts[0], StringComparison.Ordinal);
        Assert.EndsWith("Sources:\n[1] A Title (date not given)\n[2] Another (date not given)", posts[^1], StringComparison.Ordinal);
        Assert.Equal(body, string.Join(' ', posts).Split("\n\nSources:")[0].Split(" Sources:")[0]);
    }

    [Fact]
    public void Answer_beyond_all_posts_says_that_it_was_shortened()
    {
        var posts = AnswerRenderer.Render($"{string.Concat(Enumerable.Repeat("It goes on. [1] ", 200))}\n\nSources:\n[1] A Title (date not given)", Small);
        Assert.Equal(AnswerRenderer.MostPosts, posts.Count);
        Assert.Contains(posts, p => p.EndsWith("… shortened", StringComparison.Ordinal));
        Assert.Contains("[1] A Title", posts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_indivisible_is_cut_at_any_length()
    {
        var pieces = $"Words {Markdown.Escape("**x** [y] https://a.example/long/path @everyone")} [12] **{Markdown.Escape("A *bold* title")}** [paper](<https://ok.example/p>) 👩‍🔬 - 1. > # ";
        for (var length = 200; length < 420; length++)
        {
            foreach (var post in AnswerRenderer.Render(string.Concat(Enumerable.Repeat(pieces, 5)), new SurfaceLimits(length, true)))
            {
                var reading = DiscordReading.Of(post);
                Assert.InRange(post.Length, 1, length);
                Assert.Empty(reading.Calls);
                Assert.All(reading.Marks, m => Assert.Contains(m.Kind, (string[])["bold", "code", "link"]));
                Assert.All(reading.Marks.Where(m => m.Kind == "bold"), m => Assert.Equal("A *bold* title", m.Inside));
                Assert.DoesNotMatch(@"\[1?$|\\$|^\d*\]", post);
            }
        }
    }

    [Fact]
    public void Rest_of_a_quotation_is_quoted_too()
    {
        var posts = AnswerRenderer.Render($"> {string.Concat(Enumerable.Repeat("It is said so. ", 20))}", Small);
        Assert.All(posts, p => Assert.StartsWith("> ", p, StringComparison.Ordinal));
    }

    [Fact]
    public void One_piece_longer_than_a_post_is_cut_as_text()
    {
        foreach (var piece in new[] { $"**{new string('b', 500)}**", $"`https://{new string('c', 500)}`", $"[paper](<https://ok.example/{new string('d', 500)}>)", new string('e', 900) })
        {
            Assert.All(AnswerRenderer.Render(piece, Small), p => Assert.InRange(p.Length, 1, 200));
        }
    }
}
