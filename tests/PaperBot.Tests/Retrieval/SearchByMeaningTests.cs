using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Answering;
using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Tests.Answering;
using PaperBot.Tests.Embeddings;
using Xunit;

namespace PaperBot.Tests.Retrieval;

/// <summary>Search before, while and after papers are embedded.</summary>
public sealed class SearchByMeaningTests : IDisposable
{
    private static readonly string[] Topics = ["graph of networks", "speech and voices", "pixel in cameras", "protein among genes"];

    private readonly VectorDatabase kept = new();
    private readonly List<Paper> papers =
    [
        Paper("felines", "Purring in domestic felines", "We record how felines purr at rest."),
        Paper("dogs", "Barking of shelter dogs", "We record how dogs bark at night."),
        .. Enumerable.Range(0, 40).Select(i => Paper($"other-{i}", $"Notes on {Topics[i % 4]}", $"The {Topics[i % 4]} of case {i}.")),
    ];

    // Knows that a tomcat is a feline, which no word of these papers says.
    private readonly ScriptedEmbedder model =
        new(["feline", "tomcat", "purr"], ["dog", "hound"], ["graph"], ["speech"], ["pixel"], ["protein"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        model.Dispose();
        kept.Dispose();
    }

    [Fact]
    public async Task A_paper_that_shares_no_word_with_the_question_is_found_once_it_is_embedded()
    {
        using var corpus = Open();
        await corpus.RefreshAsync(Token);
        Assert.Empty(await SearchAsync(corpus, "tomcats"));
        await EmbedAsync();
        Assert.Empty(await SearchAsync(corpus, "tomcats"));
        await corpus.RefreshVectorsAsync(Token);
        var hit = (await SearchAsync(corpus, "tomcats"))[0];
        Assert.Equal(("felines", 0.0), (hit.Paper.Id, hit.Earned));
        Assert.InRange(hit.Cosine!.Value, 0.9, 1.001);
    }

    [Fact]
    public async Task What_words_find_stays_found_and_has_a_cosine_beside_its_words()
    {
        using var corpus = Open();
        await EmbedAsync();
        await corpus.RefreshAsync(Token);
        var hits = await SearchAsync(corpus, "how dogs bark");
        Assert.Equal("dogs", hits[0].Paper.Id);
        Assert.True(hits[0] is { Earned: > 0, Cosine: > 0.9 });
        Assert.All(hits, h => Assert.True(h.Score >= 0));
    }

    [Fact]
    public async Task New_papers_are_found_by_words_at_once_and_by_meaning_when_they_are_embedded()
    {
        using var corpus = Open();
        await EmbedAsync();
        await corpus.RefreshAsync(Token);
        var changed = corpus.Changed;
        papers.Add(Paper("hounds", "Hounds in winter", "Hounds sleep more in winter."));
        Assert.False(changed.IsCompleted);
        await corpus.RefreshAsync(Token);
        await changed.WaitAsync(Token);
        var found = await SearchAsync(corpus, "hounds");
        Assert.True(found.Single(h => h.Paper.Id == "hounds") is { Earned: > 0, Cosine: null });
        await EmbedAsync();
        await corpus.RefreshVectorsAsync(Token);
        Assert.Contains(await SearchAsync(corpus, "hounds"), h => h.Paper.Id == "hounds" && h.Cosine > 0.9);
    }

    [Fact]
    public async Task A_paper_that_is_not_embedded_yet_keeps_its_place_among_its_like()
    {
        papers.Clear();
        papers.AddRange(Enumerable.Range(0, 40).Select(i =>
        {
            var said = string.Join(' ', Enumerable.Repeat(i % 2 == 0 ? "We weigh felines." : "We weigh felines and dogs.", 1 + (i / 8)));
            return Paper($"p-{i:00}", $"Study {i}", $"{said} Quantity {i} differs.");
        }));
        using var corpus = Open();
        await EmbedAsync(papers.Where((_, i) => i % 5 != 2));
        await corpus.RefreshAsync(Token);
        var words = corpus.Current.Search("felines", PaperFilter.None, 40).Select(h => h.Paper.Id).ToList();
        var both = (await corpus.SearchAsync("felines and hounds", PaperFilter.None, 40, Token)).ToList();
        var alone = both.Where(h => h.Cosine is null).ToList();
        Assert.Equal((8, 40, 1.0), (alone.Count, both.Count, Math.Round(corpus.Current.Vectors!.Trust, 1)));
        Assert.InRange(alone.Average(h => both.FindIndex(o => o.Paper.Id == h.Paper.Id) - words.IndexOf(h.Paper.Id)), -5, 5);
    }

    [Fact]
    public async Task A_model_that_gives_noise_changes_nothing()
    {
        using var corpus = Open();
        var random = new Random(3);
        model.Change = (_, _) => [.. Enumerable.Range(0, 32).Select(_ => (float)random.NextDouble() - 0.5f)];
        papers.AddRange(Enumerable.Range(0, 60).Select(i =>
            Paper($"more-{i}", $"More of theme {i % 5}", $"Theme {i % 5} is told of {i} times in words like theme{i % 5}.")));
        await corpus.RefreshAsync(Token);
        string[] asked = ["how dogs bark", "pixel of case 7", "theme 3 in words", "tomcats"];
        var before = asked.Select(a => corpus.Current.Search(a, PaperFilter.None, 10)).ToList();
        await EmbedAsync();
        await corpus.RefreshVectorsAsync(Token);
        Assert.InRange(corpus.Current.Vectors!.Trust, 0, 0.2);
        for (var i = 0; i < asked.Length; i++)
        {
            Assert.Equal(before[i].Take(1).Select(h => h.Paper.Id), (await SearchAsync(corpus, asked[i])).Take(1).Select(h => h.Paper.Id));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("🐈")]
    [InlineData("?!,;")]
    public async Task Queries_without_a_word_find_nothing_whatever_they_are_near_to(string query)
    {
        using var corpus = Open();
        await EmbedAsync();
        await corpus.RefreshAsync(Token);
        Assert.Empty(await SearchAsync(corpus, query));
    }

    [Fact]
    public async Task A_filter_holds_for_what_meaning_finds_too()
    {
        using var corpus = Open();
        await EmbedAsync();
        await corpus.RefreshAsync(Token);
        Assert.DoesNotContain(
            await corpus.SearchAsync("tomcats year:1999", PaperFilter.None, 10, Token), h => h.Paper.Id == "felines");
        Assert.Empty(await corpus.SearchAsync("tomcats", new PaperFilter { Author = "Amadi" }, 10, Token));
    }

    [Fact]
    public async Task Vectors_of_a_model_that_is_not_set_any_more_are_not_looked_at()
    {
        await EmbedAsync();
        using var corpus = Open(model.Source("another"));
        await corpus.RefreshAsync(Token);
        Assert.Null(corpus.Current.Vectors);
        Assert.Empty(await SearchAsync(corpus, "tomcats"));
    }

    [Fact]
    public async Task The_papers_most_like_one_are_told_by_its_own_vector_without_asking_the_model()
    {
        papers.Add(Paper("tomcats", "A tomcat outside", "Tomcats prowl over roofs."));
        using var corpus = Open();
        await EmbedAsync();
        await corpus.RefreshAsync(Token);
        var asked = model.Asked.Count;
        Assert.Equal("felines", corpus.Current.Related(papers[^1], 3)[0].Paper.Id);
        Assert.DoesNotContain(corpus.Current.Related(papers[^1], 50), h => h.Paper.Id == "tomcats");
        Assert.Equal(asked, model.Asked.Count);
    }

    [Fact]
    public async Task An_answer_is_given_by_words_while_the_model_fails_and_refused_where_meaning_alone_finds_a_paper()
    {
        using var corpus = Open();
        await EmbedAsync();
        await corpus.RefreshAsync(Token);
        var answerer = Answerers.Over(corpus);
        var near = await answerer.AnswerAsync(new Question("1", "What do tomcats do?"), Token);
        Assert.Equal(Outcome.NoMatch, near.Outcome);
        model.Before = (_, _) => throw new InvalidOperationException("away");
        var answer = await answerer.AnswerAsync(new Question("2", "How do felines purr at rest?"), Token);
        Assert.Equal(Outcome.Answered, answer.Outcome);
    }

    private static Paper Paper(string id, string title, string text) => Some.Paper(title, id) with { Abstract = text };

    private static Task<IReadOnlyList<Hit>> SearchAsync(Corpus corpus, string query) => corpus.SearchAsync(query, PaperFilter.None, 20, Token);

    private Corpus Open(IEmbeddingSource? source = null)
    {
        source ??= model.Source();
        var queries = new QueryEmbedder(source, TimeProvider.System, NullLogger<QueryEmbedder>.Instance);
        return new Corpus(new ListOfPapers(papers), new VectorReader(source, kept.Store, queries, NullLogger<VectorReader>.Instance));
    }

    private Task<EmbeddingReport?> EmbedAsync(IEnumerable<Paper>? some = null) =>
        new PaperEmbedder(model.Source(), kept.Store, kept.Clock).EmbedAsync([.. some ?? papers], null, null, Token);
}
