using FsCheck;
using FsCheck.Fluent;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>What goes out keeps Discord's limits.</summary>
public sealed class OutgoingPostsTests
{
    private static readonly string[] Pieces =
    [
        "word ", "**bold** ", "*it* ", "[1]", "\n", "\n\n", "> ", "> > ", ">", ">>> ", "# ", "##### ", "- ", "```\n", "`", "@everyone ", "<@1>",
        "[a](<https://a.example/b>)", "https://a.example/x ", "\\", "||", "~~", "\u202E", "\u200B", "😀", "e\u0301", "\ud83d", "   ", "\r\n",
        new string('x', 700), "-# ", "1. ",
    ];

    private static Arbitrary<string> Texts => Arb.From(
        from count in Gen.Choose(0, 400)
        from pieces in Gen.ArrayOf(Gen.Elements(Pieces), count)
        select string.Concat(pieces));

    [Fact]
    public void No_text_passes_the_limits_or_calls_anybody() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Texts, text =>
        {
            foreach (var message in (OutgoingMessage[])[OutgoingPosts.Of(text), OutgoingPosts.Under("*Shared by <@1>*", text)])
            {
                Assert.InRange(message.Content!.Length, 1, 2000);
                Assert.False(string.IsNullOrWhiteSpace(message.Content));
                Assert.DoesNotContain("@everyone", message.Content, StringComparison.Ordinal);
                Assert.Equal([], message.Mentions.Users);
                Assert.Equal(MessageFlags.SuppressEmbeds, message.Flags);
            }

            Assert.DoesNotContain("<@1>", OutgoingPosts.Of(text).Content!, StringComparison.Ordinal);
        }));

    [Fact]
    public void No_actions_pass_the_limits() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), labels =>
        {
            var (symbol, same) = (labels?.FirstOrDefault(), labels?.Length % 2 == 1);
            var actions = (labels ?? []).Select((l, i) => new ChatAction((l ?? "") + new string('y', i * 5), "search")
            {
                Symbol = symbol, Values = new Dictionary<string, string> { ["text"] = same ? "x" : new string('z', i * 9) },
            });
            var rows = OutgoingPosts.Of(new ChatPost("A list") { Actions = [.. actions] }, new KeptActions()).Components!;
            Assert.InRange(rows.Count, 0, 5);
            var buttons = rows.Cast<ActionRow>().SelectMany(r => r.Components.Cast<Button>()).ToList();
            Assert.All(rows.Cast<ActionRow>(), r => Assert.InRange(r.Components.Count, 1, 5));
            Assert.All(buttons, b => Assert.InRange(b.CustomId!.Length, 1, 100));
            Assert.All(buttons, b => Assert.InRange(b.Label?.Length ?? 1, 1, 80));
            Assert.Equal(buttons.Count, buttons.DistinctBy(b => b.CustomId).Count());
        }));

    [Theory]
    [InlineData("#### Small", "### Small")]
    [InlineData("> > twice", "> twice")]
    [InlineData("a\n>\nb", "a\n> \nb")]
    [InlineData(">>> all", "\\>>> all")]
    [InlineData("```\n#### table\n```", "```\n#### table\n```")]
    [InlineData("[paper](<https://a.example/1>) **bold** [1]", "[paper](<https://a.example/1>) **bold** [1]")]
    [InlineData("  \n ", "…")]
    public void Our_Markdown_becomes_Discords(string ours, string discords) => Assert.Equal(discords, DiscordMarkdown.Of(ours));

    [Fact]
    public void What_is_too_long_says_that_it_was_shortened()
    {
        var text = DiscordMarkdown.Of(string.Join(' ', Enumerable.Repeat("A sentence that goes on.", 200)));
        Assert.EndsWith("\n… shortened", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1000, 2000);
    }

    [Fact]
    public void Files_have_names_that_are_no_paths_and_those_that_do_not_fit_are_told_of()
    {
        var files = Enumerable.Range(0, 12).Select(i => new ChatFile($"../../etc/pass wd{i}", "text", "text/markdown"))
            .Append(new ChatFile("large.txt", new string('x', PostFiles.LargestFile + 1)));
        var message = OutgoingPosts.Of(new ChatPost("Here") { Files = [.. files] });
        Assert.Equal(10, message.Files.Count);
        Assert.Equal("_.._etc_pass_wd0", message.Files[0].Name);
        Assert.Equal("text/markdown; charset=utf-8", message.Files[0].ContentType);
        Assert.Equal("Here\n*3 files are too many or too large to be sent here.*", message.Content);
    }

    [Fact]
    public void An_emoji_that_is_none_is_left_out_and_does_not_cost_the_button()
    {
        ChatAction With(string symbol) => new("Save", "paper")
        {
            Symbol = symbol, Values = new Dictionary<string, string> { ["paper"] = symbol },
        };
        var rows = OutgoingPosts.Of(new ChatPost("x") { Actions = [With("👍"), With("<:x:1>"), With("ab"), With("")] }).Components!;
        var buttons = ((ActionRow)rows[0]).Components.Cast<Button>().ToList();
        Assert.Equal(["👍", null, null, null], buttons.Select(b => b.Emoji?.Name));
    }
}
