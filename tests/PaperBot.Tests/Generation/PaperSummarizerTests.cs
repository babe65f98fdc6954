using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Tests.Digests;
using PaperBot.Tests.Prompts;
using Xunit;

namespace PaperBot.Tests.Generation;

public sealed class PaperSummarizerTests : IDisposable
{
    private const string Good = "The question of kites is studied and results improve by 4.2 points.";
    private static readonly Paper Kites = Some.Paper("Kites");
    private readonly TemporaryFolder folder = new();
    private readonly InMemoryTldrCache cache = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Model_summary_that_passes_is_shown_as_the_models()
    {
        var summary = await SomeModel.Summarizer(Saying(Good)).SummarizeAsync(Kites, Token);
        Assert.Equal((new Tldr(Good, TldrOrigin.Model), null), (summary.Tldr, summary.Refusal));
    }

    [Fact]
    public async Task Refused_summary_gives_way_to_the_abstracts_own_words_and_says_why()
    {
        var summary = await SomeModel.Summarizer(Saying("Results on kites improve by 9.9 points.")).SummarizeAsync(Kites, Token);
        Assert.Equal(AbstractSummarizer.Summarize(Kites), summary.Tldr);
        Assert.Equal(TldrRefusal.Number, summary.Refusal);
    }

    [Fact]
    public async Task Without_a_model_every_summary_is_the_abstracts_own()
    {
        var summary = await new PaperSummarizer().SummarizeAsync(Kites, Token);
        Assert.Equal((AbstractSummarizer.Summarize(Kites), null), (summary.Tldr, summary.Refusal));
    }

    [Fact]
    public async Task Paper_without_an_abstract_is_not_put_to_a_model()
    {
        var client = Saying(Good);
        var summary = await SomeModel.Summarizer(client).SummarizeAsync(Kites with { Abstract = "" }, Token);
        Assert.Equal("", summary.Tldr.Text);
        Assert.Empty(client.Calls);
    }

    [Fact]
    public async Task Nothing_is_asked_twice_not_even_what_was_refused()
    {
        var good = Saying(Good);
        var bad = Saying("Bananas are yellow and sweet.");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Good, (await SomeModel.Summarizer(good, cache).SummarizeAsync(Kites, Token)).Tldr.Text);
            Assert.NotNull((await SomeModel.Summarizer(bad, cache).SummarizeAsync(Some.Paper("Boats"), Token)).Refusal);
        }

        Assert.Equal((1, 1), (good.Calls.Count, bad.Calls.Count));
    }

    [Fact]
    public async Task New_version_edited_prompt_and_other_model_are_asked_anew()
    {
        SomePrompts.FillWithShipped(folder);
        var library = SomePrompts.Library(folder.Path);
        var client = Saying(Good);
        client.Services.Add(new ChatClientMetadata(defaultModelId: "small"));
        var other = Saying(Good);
        other.Services.Add(new ChatClientMetadata(defaultModelId: "large"));

        await SomeModel.Summarizer(client, cache, library: library).SummarizeAsync(Kites, Token);
        await SomeModel.Summarizer(client, cache, library: library).SummarizeAsync(Kites with { Id = "elsewhere", Score = 3 },
            Token);
        Assert.Single(client.Calls);

        await SomeModel.Summarizer(client, cache, library: library)
            .SummarizeAsync(Kites with { Abstract = Kites.Abstract + " More." }, Token);
        await SomeModel.Summarizer(client, cache, library: library).SummarizeAsync(Kites with { Title = "Kites!" }, Token);
        Assert.Equal(3, client.Calls.Count);

        await SomeModel.Summarizer(other, cache, library: library).SummarizeAsync(Kites, Token);
        Assert.Single(other.Calls);

        await File.AppendAllTextAsync(Path.Combine(folder.Path, "tldr.yaml"), "\n# edited\n", Token);
        await SomeModel.Summarizer(client, cache, library: library).SummarizeAsync(Kites, Token);
        Assert.Equal(4, client.Calls.Count);
    }

    [Fact]
    public async Task Kept_sentence_that_no_longer_passes_is_not_shown()
    {
        var client = Saying(Good);
        await SomeModel.Summarizer(client, cache).SummarizeAsync(Kites, Token);
        cache.Spoil(new KeptTldr("Results on kites improve by 9.9 points.", null));
        Assert.Equal(Good, (await SomeModel.Summarizer(client, cache).SummarizeAsync(Kites, Token)).Tldr.Text);
        Assert.Equal(2, client.Calls.Count);
    }

    [Fact]
    public async Task Broken_cache_costs_nothing_but_asking_again()
    {
        cache.IsBroken = true;
        var client = Saying(Good);
        Assert.Equal(Good, (await SomeModel.Summarizer(client, cache).SummarizeAsync(Kites, Token)).Tldr.Text);
    }

    [Fact]
    public async Task Model_that_throws_twice_in_a_row_is_left_alone_for_a_minute()
    {
        var clock = new ManualTimeProvider(Some.Moment);
        var client = new ScriptedChatClient(new ScriptedReply { Throws = new InvalidOperationException("out of memory") });
        var summarizer = SomeModel.Summarizer(client, time: clock);
        var summaries = await AllAsync(summarizer, 8, TimeSpan.FromMinutes(3));
        Assert.Equal((8, 2), (summaries.Count(s => s.Tldr.Origin == TldrOrigin.Abstract), client.Calls.Count));

        clock.Advance(TimeSpan.FromSeconds(61));
        await AllAsync(summarizer, 8, TimeSpan.FromMinutes(3));
        Assert.Equal(3, client.Calls.Count);
    }

    [Fact]
    public async Task One_failure_between_successes_costs_one_summary()
    {
        var client = ScriptedChatClient.Answering((_, call) => call % 2 == 0
            ? new ScriptedReply { Throws = new InvalidOperationException("hiccup") }
                : ScriptedReply.Of("Results improve on earlier work by 4.2 points."));
        var summaries = await AllAsync(SomeModel.Summarizer(client), 6, TimeSpan.FromMinutes(3));
        Assert.Equal((6, 3), (client.Calls.Count, summaries.Count(s => s.Tldr.Origin == TldrOrigin.Model)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stalling_model_takes_no_longer_than_it_may(bool deaf)
    {
        var clock = new ManualTimeProvider(Some.Moment);
        var client = new ScriptedChatClient(clock, new ScriptedReply { Pieces = ["Results"], Stall = TimeSpan.FromHours(1),
            IsDeaf = deaf });
        var all = AllAsync(SomeModel.Summarizer(client, time: clock), 25, TimeSpan.FromMinutes(3));
        var spent = TimeSpan.Zero;
        while (!all.IsCompleted && spent < TimeSpan.FromMinutes(10))
        {
            await Task.Delay(20, Token);
            clock.Advance(TimeSpan.FromSeconds(5));
            spent += TimeSpan.FromSeconds(5);
        }

        Assert.Equal(25, (await all).Count(s => s.Tldr.Origin == TldrOrigin.Abstract));
        Assert.Equal(2, client.Calls.Count);
        Assert.InRange(spent, TimeSpan.FromSeconds(120), TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task Digest_with_a_failing_model_is_whole_and_shows_whose_words_it_has()
    {
        var client = ScriptedChatClient.Answering((_, call) => call == 0
            ? ScriptedReply.Of("Nothing that any abstract says about zebras.")
            : new ScriptedReply { Throws = new InvalidOperationException("gone") });
        var papers = GeneratedPapers.Of(12).ToList();
        var edition = await Digest(papers, SomeModel.Summarizer(client, cache)).EditionAsync(new DigestRequest(), Token);
        Assert.Equal(8, edition.Papers.Count);
        Assert.All(edition.Papers, p => Assert.Equal(TldrOrigin.Abstract, p.Tldr.Origin));
        Assert.DoesNotContain(edition.Parts, p => p.Text.Contains("by a model", StringComparison.Ordinal));
        Assert.Equal(3, client.Calls.Count);
    }

    [Fact]
    public async Task Digest_says_of_each_summary_by_a_model_that_it_is_one()
    {
        var client = Saying("Results improve on earlier work by 4.2 points.");
        List<Paper> papers = [Some.Paper("Kites", "kites"), Some.Paper("Boats", "boats")];
        var edition = await Digest(papers, SomeModel.Summarizer(client, cache)).EditionAsync(new DigestRequest(), Token);
        Assert.All(edition.Papers, p => Assert.Equal(TldrOrigin.Model, p.Tldr.Origin));
        var post = Assert.Single(edition.Parts).Text;
        Assert.Equal(3, post.Split($"4.2 points. *({Tldr.ModelNote})*").Length);
    }

    private static ScriptedChatClient Saying(string text) => new(ScriptedReply.Of(text));

    private static DigestService Digest(List<Paper> papers, PaperSummarizer summarizer) => new(
        new ListOfPapers(papers), new InMemoryDigestLedger(), InMemoryDigestPlanStore.Plans(), Options.Create(new DigestSettings()),
        new ManualTimeProvider(Some.Moment), summarizer);

    private static async Task<List<PaperSummary>> AllAsync(PaperSummarizer summarizer, int count, TimeSpan within)
    {
        List<PaperSummary> summaries = [];
        await foreach (var summary in summarizer.SummarizeAllAsync(
            [.. Enumerable.Range(0, count).Select(i => Some.Paper($"Kites {i}"))], within, Token))
        {
            summaries.Add(summary);
        }

        return summaries;
    }
}
