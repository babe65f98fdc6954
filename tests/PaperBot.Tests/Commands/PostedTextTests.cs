using PaperBot.Answering;
using PaperBot.Commands;
using PaperBot.Surfaces;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Commands;

/// <summary>Posts of texts put together at random from everything that has a meaning in Markdown.</summary>
public sealed class PostedTextTests
{
    private static readonly string[] Fragments =
    [
        "word ", "word. ", "[1]", "[12] ", "\n", "\n\n", "**", "*", "`", "```", "```\n", "\\", "\\*", "[", "](<https://ok.example/p>)",
        "https://a.example/x.y ", "www.b.example", "@everyone", "<@1>", "> ", "- ", "1. ", "# ", "-# ", "👩‍🔬", "é", "\u200B", "\u202E", "\r\n",
        "\nSources:", "\nSources:\n[1] A Title (1 Jan 2026)", "|", "||", "~~", "_", "😀", "(", ")", "mailto:x",
        "discord.gg/abc", new string('x', 150), new string('́', 60), "**bold words here** ", "`code here`", "$x^2$", "\ud83d", "\0",
    ];

    // What the program itself writes.
    private static readonly string[] Own =
        ["word ", "It holds. [1] ", "**bold** ", "*so* ", "`code` ", "[paper](<https://ok.example/p>) ", "\n", "\n- ", "\n> ", "\n\nSources:\n[1] A Title"];

    [Fact]
    public void Addresses_side_by_side_stay_apart() => Assert.DoesNotContain(
        "``", Markdown.Literal("discord.gg/abc\u0301https://evil.example"), StringComparison.Ordinal);

    [Fact]
    public void Posts_of_any_text_are_within_the_limit_never_empty_and_guarded_already()
    {
        for (var seed = 0; seed < 800; seed++)
        {
            var random = new Random(seed);
            var outside = Markdown.Escape(Pieces(random, 30));
            var own = string.Concat(Enumerable.Range(0, 30).Select(_ => Own[random.Next(Own.Length)]));
            var whole = MarkdownGuard.Of($"{outside} {own} {outside}");
            Assert.Equal((seed, whole), (seed, MarkdownGuard.Of(whole)));
            Assert.Equal((seed, whole), (seed, Assert.Single(AnswerRenderer.Render(whole, SurfaceLimits.Unbounded))));

            var guarded = MarkdownGuard.Of(Pieces(random, random.Next(1, 120)));
            var limit = random.Next(200, 500);
            var posts = AnswerRenderer.Render(AnswerFooter.Append(guarded, "abcd2345"), new SurfaceLimits(limit, CanEdit: true));
            Assert.True(posts.Count is >= 1 and <= AnswerRenderer.MostPosts, $"{seed}: {posts.Count} posts");
            Assert.All(
                posts, p => Assert.True(p.Length <= limit && !string.IsNullOrWhiteSpace(p), $"{seed}: {p.Length} of {limit}"));
        }
    }

    private static string Pieces(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => Fragments[random.Next(Fragments.Length)]));
}
