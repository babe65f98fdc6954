namespace PaperBot.Sqlite;

/// <summary>The schema's steps. The number of steps a database has taken is its <c>user_version</c>.</summary>
internal static class Migrations
{
    /// <summary>In order; new steps go to the end.</summary>
    public static readonly Migration[] All =
    [
        new("papers and their sightings", PaperSchema.Sql),
        new("digest editions", DigestSchema.Sql),
        new("one-sentence summaries by a model", TldrSchema.Sql),
        new("conversations and kept answers", RecordSchema.Sql),
        new("parts of editions nobody can be sure of", DigestSchema.UnsureParts),
        new("digests by channel", DigestSchema.Plans),
        new("editions whose papers changed", DigestSchema.Revisions),
        new("reading lists", ReadingListSchema.Sql),
        new("vectors of an embedding model", VectorSchema.Sql),
    ];
}
