using PaperBot.Papers;

namespace PaperBot.Tests;

/// <summary>Builders of values of which a test names only what it is about.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Moment = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static Paper Paper(string title = "Sparse Attention for Long Documents", string id = "some-paper-000001") => new()
    {
        Id = id,
        Title = title,
        Abstract = AbstractOf(title),
        FirstImported = Moment,
        Sources = ["listing.txt"],
    };

    public static ListedPaper Listed(string title = "Sparse Attention for Long Documents", string? text = null, int line = 1) => new()
    {
        Title = title,
        Abstract = text ?? AbstractOf(title),
        Line = line,
    };

    public static string AbstractOf(string title) => $"We study the question of {title}. Our results improve on earlier work by 4.2 points.";
}
