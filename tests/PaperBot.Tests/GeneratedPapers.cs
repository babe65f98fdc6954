using PaperBot.Papers;

namespace PaperBot.Tests;

/// <summary>Any number of different invented papers; the same number always gives the same papers.</summary>
internal static class GeneratedPapers
{
    private static readonly string[] Subjects =
        ["tidal flats", "paper kites", "night trains", "stone bridges", "beehives", "glass harps", "river ferries", "moss gardens"];

    private static readonly string[] Means =
        ["light sensors", "slow clocks", "radar archives", "folded maps", "cheap drones", "old ledgers", "choir recordings"];

    private static readonly string[] Closings =
        [
            "Our measurements show that errors fall by 14.5% over two seasons.",
            "Experiments on 3 coasts demonstrate a gain of 2.1 points, although storms remain difficult.",
            "Results suggest that volunteers notice changes earlier; the effect lasts 12 weeks.",
            "We find no effect of size, which contradicts what builders say.",
        ];

    /// <summary>Papers imported at <see cref="Some.Moment"/>, a third of them dated, some with score and comments.</summary>
    public static IReadOnlyList<Paper> Of(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private static Paper One(int i)
    {
        var random = new Random(i);
        var subject = Subjects[i % Subjects.Length];
        var means = Means[i % Means.Length];
        return new Paper
        {
            Id = $"generated-{i:D5}",
            Title = $"Study {i}: {char.ToUpperInvariant(means[0])}{means[1..]} for {subject}",
            Abstract = $"Keeping {subject} has often been difficult. In this paper, we introduce plan {i}, a way to watch {subject} with {means}"
                + (random.Next(3) == 0 ? $", where {Filler(random, 30)}" : "") + ". " + Closings[random.Next(Closings.Length)],
            FirstImported = Some.Moment,
            Published = i % 3 == 0 ? new DateOnly(2019, 1, 1).AddDays(random.Next(2000)) : null,
            Score = i % 5 == 0 ? random.Next(1000) / 10.0 : null,
            Comments = i % 7 == 0 ? random.Next(40) : null,
            Authors = i % 2 == 0 ? ["Ada Quill", "Bo Marsh"] : null,
            Sources = ["generated.txt"],
        };
    }

    private static string Filler(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Means[random.Next(Means.Length)].Split(' ')[1]));
}
