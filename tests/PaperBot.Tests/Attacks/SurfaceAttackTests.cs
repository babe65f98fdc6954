using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Commands;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Summaries;
using PaperBot.Surfaces;
using PaperBot.Terminal;
using PaperBot.Tests.Commands;
using Xunit;
using Reply = PaperBot.Commands.Reply;

namespace PaperBot.Tests.Attacks;

/// <summary>Hostile texts in everything that is no answer: cards, lists, digests, themes, comparisons, problem sentences, the terminal.</summary>
public sealed partial class SurfaceAttackTests
{
    private static readonly SurfaceLimits Limits = new(PostCheck.MessageLength, CanEdit: true);

    private static readonly Paper Other = Some.Paper("Larder: A Vector Index for Archives", "larder");

    [Fact]
    public void Nothing_gets_through_on_cards_lists_and_digests()
    {
        List<string> through = [];
        foreach (var (id, paper) in Papers())
        {
            var card = PaperCard.Of(paper, AbstractSummarizer.Summarize(paper));
            var list = PaperList.Of([new Hit(paper, 1), new Hit(Other, 1)], "none");
            through.AddRange(Through(id, "card", [.. Posts(card)], paper));
            through.AddRange(Through(id, "list", [.. Posts(list)], paper));
            through.AddRange(DiscordReading.Of(list).Marks.Where(m => m.Kind is "heading" or "quote").Select(m => $"{id} list: {m}"));
            through.AddRange(DiscordReading.Of(card).Marks.Where(m => m.Kind is "heading" or "list").Select(m => $"{id} card: {m}"));
            var edition = new DigestEdition("papers", new DateOnly(2026, 3, 1));
            DigestSelection selection = new([new DigestPick(paper, "new today"), new DigestPick(Other, "new today")], 2, null);
            foreach (var length in new[] { 200, 500, PostCheck.MessageLength })
            {
                var posts = DigestRenderer.Render(DigestComposer.Compose(edition, selection, [paper, Other]), length);
                Assert.All(posts, p => Assert.InRange(p.Length, 1, length));
                foreach (var post in posts)
                {
                    through.AddRange(Through(id, $"digest of {length}", [post], paper));
                }
            }
        }

        Assert.True(through.Count == 0, string.Join('\n', through.Distinct().Take(40)));
    }

    [Fact]
    public async Task Nothing_gets_through_in_themes_and_comparisons()
    {
        List<string> through = [];
        foreach (var (id, paper) in Papers())
        {
            var summarizer = new TopicSummarizer(Corpora.Of(paper, Other));
            var themes = await summarizer.SummarizeAsync("", PaperFilter.None, CancellationToken.None);
            var compared = await new PaperComparer(Corpora.Of(paper, Other)).CompareAsync([paper, Other], CancellationToken.None);
            through.AddRange(Through(id, "themes", [.. Posts(themes.Text)], paper));
            var post = Assert.Single(Posts(compared.Text));
            var table = TablePattern().Match(post);
            Assert.True(table.Success && !table.Groups["rows"].Value.Contains('`', StringComparison.Ordinal), $"{id}: {post}");
            through.AddRange(Through(id, "comparison", [post[table.Length..]], paper));
        }

        Assert.True(through.Count == 0, string.Join('\n', through.Distinct().Take(40)));
    }

    [Fact]
    public async Task Nothing_typed_gets_through_in_problem_sentences()
    {
        await using var room = await CommandRoom.OpenAsync(sample: false, TestContext.Current.CancellationToken);
        List<string> through = [];
        foreach (var attack in Attack.At("question", "history"))
        {
            var typed = attack.Wanted.ReplaceLineEndings(" ");
            foreach (var line in new[]
            {
                $"/{typed}", $"/{typed.Replace(" ", "", StringComparison.Ordinal)}", $"/paper {typed}", $"/related {typed}", $"/compare \"{typed}\" b", $"/help {typed}",
                $"/search x --after \"{typed}\"", $"/search x --{typed.Replace(" ", "", StringComparison.Ordinal)} y", $"/search {typed}", $"/summarize {typed}", typed,
            })
            {
                var reply = await room.SayAsync(line, TestContext.Current.CancellationToken);
                List<string> posts = [.. reply.PostsFor(Limits).Select(p => AnswerFooter.Strip(p.Text))];
                through.AddRange(Through(attack.Id, line[..Math.Min(12, line.Length)], posts, Other).Where(f => !f.Contains(": code: ", StringComparison.Ordinal)));
                through.AddRange(posts.SelectMany(p => DiscordReading.Of(p).Marks).Where(m => m.Kind is "heading" or "quote").Select(m => $"{attack.Id} {m}"));
            }
        }

        Assert.True(through.Count == 0, string.Join('\n', through.Distinct().Take(40)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Terminal_gets_no_sequence_but_the_programs_own(bool rich)
    {
        foreach (var (id, paper) in Papers())
        {
            using var output = new StringWriter();
            var streams = new Streams(() => Stream.Null, output, TextWriter.Null) { OutputIsTerminal = true, OutputIsRich = rich, Width = () => 80 };
            new MarkdownView(streams).Write(PaperCard.Of(paper, AbstractSummarizer.Summarize(paper)));
            new TerminalScreen(streams).ShowPlain(paper.Abstract);
            var shown = output.ToString();
            Assert.All(HyperlinkPattern().Matches(shown).Select(m => m.Groups[1].Value).Where(u => u.Length > 0), u => Assert.Equal(PaperLink.Of(paper).Url, u));
            var rest = rich ? StylePattern().Replace(HyperlinkPattern().Replace(shown, ""), "") : shown;
            Assert.True(rest.All(c => c is '\n' or '\t' || (!char.IsControl(c)
                && (char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format || c is '\u200C' or '\u200D'))), id);
        }
    }

    private static IEnumerable<(string Id, Paper Paper)> Papers() => Attack.All.Select(a => (a.Id, a.Where switch
    {
        "abstract" => Some.Paper("Shelves of Dust", "shelves") with { Abstract = a.Text },
        "title" => Some.Paper("Shelves", "shelves") with { Title = a.Text },
        "author" => Some.Paper("Shelves", "shelves") with { Authors = [a.Text], Affiliations = [a.Text], Category = a.Text, AuthorCount = 3 },
        _ => Some.Paper("Shelves", "shelves") with { Abstract = a.Wanted.Length > 0 ? a.Wanted : "Shelves.", Url = a.Wanted },
    }));

    private static IEnumerable<string> Posts(string text) => new Reply(text).PostsFor(Limits).Select(p => p.Text);

    private static IEnumerable<string> Through(string id, string where, List<string> posts, Paper paper) =>
        PostCheck.Unsafe(posts, [paper, Other]).Select(f => $"{id} {where}: {f}");

    // Our own block around the table, where nothing has a meaning but its end.
    [GeneratedRegex(@"^```\n(?<rows>(?:(?!```)[\s\S])*?)\n```\n")]
    private static partial Regex TablePattern();

    [GeneratedRegex(@"\e\]8;[^;\e]*;([^\e]*)\e\\")]
    private static partial Regex HyperlinkPattern();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex StylePattern();
}
