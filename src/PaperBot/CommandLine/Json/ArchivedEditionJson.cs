using PaperBot.Archive;

namespace PaperBot.CommandLine.Json;

/// <summary>A line of <c>archive</c>: the papers that match, and how many there are in all.</summary>
internal sealed record ArchivedEditionJson(
    string Edition, string Channel, DateOnly Date, IReadOnlyList<ArchivedPaperJson> Papers, int Total)
{
    public static ArchivedEditionJson Of(ArchivedEdition edition) => new(
        edition.Edition.Key, edition.Edition.Channel, edition.Edition.Date,
        [.. edition.Matches.Select(p => new ArchivedPaperJson(p.Number, p.PaperId, p.Title, p.Topic))],
        edition.Papers.Count);
}

internal sealed record ArchivedPaperJson(int Number, string Id, string Title, string Topic);
