namespace PaperBot.Papers;

/// <summary>A paper with the sightings that made it.</summary>
/// <param name="Paper">What its sources state together.</param>
/// <param name="Texts">The first sighting of each of its texts, oldest first; the last is the current one.</param>
/// <param name="Origins">The sighting each field was taken from; null for a field nobody states.</param>
internal sealed record MergedPaper(
    Paper Paper, IReadOnlyList<Sighting> Texts, IReadOnlyList<(PaperField Field, Sighting? Sighting)> Origins)
{
    /// <summary>The texts as versions.</summary>
    public IReadOnlyList<PaperVersion> Versions =>
        [.. Texts.Select((text, i) => new PaperVersion(i + 1, text.Listed.Title, text.Listed.Abstract, text.Seen))];

    /// <summary>File and line of every stated fact, in order of display.</summary>
    public IReadOnlyList<FieldProvenance> Provenance =>
        [.. Origins.Where(origin => origin.Sighting is not null).Select(origin => At(origin.Field, origin.Sighting!))];

    private static FieldProvenance At(PaperField field, Sighting sighting)
    {
        // A count nobody printed was counted from the author list, so that is where it stands.
        var printed = field == PaperField.AuthorCount && sighting.Listed.AuthorCount is null ? PaperField.Authors : field;
        return new FieldProvenance(field, sighting.File, sighting.Listed.LineOf(printed));
    }
}
