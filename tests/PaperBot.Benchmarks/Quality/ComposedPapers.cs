using PaperBot.Papers;

namespace PaperBot.Benchmarks.Quality;

/// <summary>
/// Any number of papers put together from the sentences of real ones, so that words are as common and as rare as in real text:
/// that decides how long a search takes.
/// </summary>
internal static class ComposedPapers
{
    private const int Sentences = 8;
    private const int ShortestSentence = 20;

    /// <summary>The same papers each time.</summary>
    public static IReadOnlyList<Paper> Of(int count, IReadOnlyList<Paper> models)
    {
        List<string> sentences =
            [.. models.SelectMany(p => Text.Sentences.Of(p.Abstract)).Select(s => s.Text).Where(s => s.Length > ShortestSentence)];
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => new Paper
        {
            Id = $"composed-{i}",
            Title = models[random.Next(models.Count)].Title,
            Abstract = string.Join(' ', Enumerable.Range(0, Sentences).Select(_ => sentences[random.Next(sentences.Count)])),
            FirstImported = DateTimeOffset.UnixEpoch,
            Sources = ["composed"],
        })];
    }
}
