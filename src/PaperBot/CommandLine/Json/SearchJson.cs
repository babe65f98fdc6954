using PaperBot.Retrieval;

namespace PaperBot.CommandLine.Json;

/// <summary>What <c>search</c> and <c>related</c> print.</summary>
internal sealed record SearchJson(string Query, IReadOnlyList<HitJson> Results, double ElapsedMs);

/// <summary>A line of <c>search --batch</c>.</summary>
internal sealed record BatchSearchJson(string Id, IReadOnlyList<HitJson> Results, double ElapsedMs);

/// <summary>What <c>lookup</c> prints.</summary>
internal sealed record LookupJson(string Query, IReadOnlyList<NamedPaperJson> Results, double ElapsedMs);

internal sealed record HitJson(string Id, string Title, double Score)
{
    public static IReadOnlyList<HitJson> Of(IReadOnlyList<Hit> hits) =>
        [.. hits.Select(h => new HitJson(h.Paper.Id, h.Paper.Title, h.Score))];
}
