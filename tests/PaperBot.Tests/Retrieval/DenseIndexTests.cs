using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class DenseIndexTests
{
    private const int Dimensions = 100;

    private static readonly VectorModel Model = new("m", "m", Dimensions);

    [Fact]
    public async Task Cosines_are_those_of_the_numbers_to_the_third_digit()
    {
        var random = new Random(5);
        float[][] vectors = [.. Enumerable.Range(0, 50).Select(_ => Direction(random))];
        var index = await IndexAsync(vectors);
        var asked = Direction(random);
        for (var paper = 0; paper < vectors.Length; paper++)
        {
            var exact = vectors[paper].Zip(asked, (a, b) => (double)a * b).Sum();
            Assert.Equal(exact, index.Cosine(index.Direction(asked), paper)!.Value, 0.003);
        }
    }

    [Fact]
    public async Task The_nearest_of_many_are_found_by_their_bits_as_by_comparing_all()
    {
        // All vectors lean to one side, as those of real models do.
        var random = new Random(6);
        var leaning = Direction(random);
        float[][] vectors = [.. Enumerable.Range(0, 6000).Select(_ => Unit([.. Direction(random).Zip(leaning, (a, b) => a + (2 * b))]))];
        var index = await IndexAsync(vectors);
        var found = 0;
        for (var asking = 0; asking < 20; asking++)
        {
            var asked = Unit([.. Direction(random).Zip(leaning, (a, b) => a + (2 * b))]);
            var best = Enumerable.Range(0, vectors.Length)
                .OrderByDescending(paper => index.Cosine(index.Direction(asked), paper)).Take(10).ToList();
            var near = index.Nearest(index.Direction(asked), 10, 1, _ => true);
            Assert.Equal(near.OrderByDescending(paper => index.Cosine(index.Direction(asked), paper)), near);
            found += near.Intersect(best).Count();
        }

        Assert.InRange(found, 190, 200);
    }

    [Fact]
    public async Task A_filter_that_admits_few_of_many_still_finds_them()
    {
        var random = new Random(7);
        float[][] vectors = [.. Enumerable.Range(0, 5000).Select(_ => Direction(random))];
        var index = await IndexAsync(vectors);
        Assert.Equal([4321], index.Nearest(index.Direction([.. vectors[4321].Select(n => -n)]), 10, -100, paper => paper == 4321));
        Assert.Empty(index.Nearest(index.Direction(vectors[0]), 10, 1, _ => false));
    }

    [Fact]
    public async Task A_paper_is_as_near_as_its_nearest_text_and_one_without_vectors_is_nowhere()
    {
        var texts = new[] { Hashes(0, 1), Hashes(2), Hashes(3) };
        var index = (await DenseIndex.OfAsync(
            Model, texts, Kept((0, Axis(0)), (1, Axis(1)), (2, Axis(2)), (99, Axis(3))), PaperIndex.Of([]), Token))!;
        Assert.Equal(1, index.Cosine(index.Direction(Axis(1)), 0)!.Value, 0.001);
        Assert.Null(index.Cosine(index.Direction(Axis(1)), 2));
        Assert.Equal((2, true, false), (index.Embedded, index.Has(1), index.Has(2)));
        Assert.Null(index.MeaningOf(2));
        Assert.Equal(1, index.MeaningOf(0)!.Direction[0], 0.001f);
        Assert.Null(await DenseIndex.OfAsync(Model, texts, Kept((99, Axis(0)), (0, [])), PaperIndex.Of([]), Token));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Vectors_are_trusted_where_they_go_with_the_words_and_not_where_they_are_noise(bool alike, double trust)
    {
        var random = new Random(8);
        string[] themes = ["graph network node edge", "speech voice sound audio", "image pixel camera scene", "protein gene cell drug"];
        List<Paper> papers =
            [.. Enumerable.Range(0, 60).Select(i => Some.Paper(themes[i % 4], $"p-{i}") with { Abstract = $"{themes[i % 4]} {i}." })];
        var index = (await DenseIndex.OfAsync(
            Model,
            [.. papers.Select((_, i) => Hashes(i))],
            Kept([.. papers.Select((_, i) => (i, alike ? Near(Axis(i % 4)) : Direction(random)))]),
            PaperIndex.Of(papers),
            Token))!;
        Assert.Equal(trust, index.Trust, 0.1);

        float[] Near(float[] axis) => Unit([.. axis.Zip(Direction(random), (a, b) => a + (b / 2))]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<DenseIndex> IndexAsync(float[][] vectors) => (await DenseIndex.OfAsync(
        Model, [.. vectors.Select((_, i) => Hashes(i))], Kept([.. vectors.Select((v, i) => (i, v))]), PaperIndex.Of([]), Token))!.Trusted();

    private static IReadOnlyList<TextHash> Hashes(params int[] texts) => [.. texts.Select(t => new TextHash((UInt128)(uint)t))];

    private static async IAsyncEnumerable<KeptVector> Kept(params (int Text, float[] Numbers)[] vectors)
    {
        await Task.CompletedTask;
        foreach (var (text, numbers) in vectors)
        {
            yield return KeptVector.Of(new TextHash((UInt128)(uint)text), numbers);
        }
    }

    private static float[] Axis(int number) => [.. Enumerable.Range(0, Dimensions).Select(i => i == number ? 1f : 0)];

    private static float[] Direction(Random random) =>
        Unit([.. Enumerable.Range(0, Dimensions).Select(_ => (float)(Enumerable.Range(0, 4).Sum(_ => random.NextDouble()) - 2))]);

    private static float[] Unit(float[] vector)
    {
        UnitVectors.Normalise(vector);
        return vector;
    }
}
