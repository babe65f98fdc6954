using System.Text.Json;
using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>What a record did to the papers.</summary>
internal enum RecordEffect
{
    Added,
    Merged,
    Unchanged,
}

/// <summary>Files the records of one listing under their papers, within one transaction.</summary>
internal sealed class ListingWriter(SqliteConnection connection, ImportRow import, string file) : IDisposable
{
    private readonly PaperRows _papers = new(connection);

    private readonly PreparedCommand _known = new(
        connection,
        """
        SELECT 1 FROM sightings JOIN listings ON listings.seq = sightings.listing
        WHERE fingerprint = @fingerprint AND file = @file LIMIT 1
        """);

    private readonly PreparedCommand _byArxivId = new(
        connection, "SELECT DISTINCT paper FROM sightings WHERE arxiv_key = @key ORDER BY paper");

    private readonly PreparedCommand _byDoi = new(
        connection, "SELECT DISTINCT paper FROM sightings WHERE doi_key = @key ORDER BY paper");

    // What a hundred papers are called ("Untitled", "Editorial") is no longer a name to know one by.
    private readonly PreparedCommand _byTitle = new(
        connection, "SELECT DISTINCT paper FROM sightings WHERE title_key = @key ORDER BY paper LIMIT 100");

    private readonly PreparedCommand _insertListing = new(
        connection, "INSERT INTO listings (import, file) VALUES (@import, @file) RETURNING seq");

    private readonly PreparedCommand _insertText = new(
        connection, "INSERT INTO texts (abstract) VALUES (@abstract) RETURNING seq");

    private readonly PreparedCommand _insertSighting = new(
        connection,
        $"""
        INSERT INTO sightings (
            paper, listing, line, field_lines, title, text, fingerprint, title_key, arxiv_key, doi_key, {FactColumns.Names})
        VALUES (
            @paper, @listing, @line, @field_lines, @title, @text, @fingerprint, @title_key, @arxiv_key, @doi_key,
            {FactColumns.Parameters})
        """);

    private long? _listing;

    /// <summary>Stores one record.</summary>
    public RecordEffect Store(ListedPaper listed)
    {
        var fingerprint = RecordFingerprint.Of(listed);
        _known["@fingerprint"] = fingerprint;
        _known["@file"] = file;
        if (_known.Number() is not null)
        {
            return RecordEffect.Unchanged;
        }

        var titleKey = TitleKey.Of(listed.Title);
        var known = Find(listed, titleKey);
        var stored = new StoredSighting(new Sighting(listed, file, import.Begun, import.Sample), TextRow(listed, known));
        var paper = known?.Row ?? _papers.Insert(PaperId.Candidates(listed), stored);
        InsertSighting(paper, stored, fingerprint, titleKey);
        if (known is null)
        {
            return RecordEffect.Added;
        }

        _papers.Update(known with { Sightings = [.. known.Sightings, stored] });
        return RecordEffect.Merged;
    }

    public void Dispose()
    {
        _papers.Dispose();
        _known.Dispose();
        _byArxivId.Dispose();
        _byDoi.Dispose();
        _byTitle.Dispose();
        _insertListing.Dispose();
        _insertText.Dispose();
        _insertSighting.Dispose();
    }

    private StoredPaper? Find(ListedPaper listed, string titleKey) =>
        Matches(_byArxivId, PaperIdentity.ArxivKey(listed)).FirstOrDefault()
        ?? Choose(Matches(_byDoi, PaperIdentity.DoiKey(listed)), known => PaperIdentity.ChooseByDoi(listed, known))
        ?? Choose(Matches(_byTitle, titleKey), known => PaperIdentity.ChooseByTitle(listed, known));

    private List<StoredPaper> Matches(PreparedCommand lookup, string? key)
    {
        if (key is null)
        {
            return [];
        }

        lookup["@key"] = key;
        return [.. lookup.Rows(row => row.GetInt64(0)).Select(_papers.Load)];
    }

    private static StoredPaper? Choose(List<StoredPaper> known, Func<IEnumerable<MergedPaper>, MergedPaper?> choose)
    {
        var merged = known.ConvertAll(stored => stored.Merge());
        return choose(merged) is { } chosen ? known[merged.IndexOf(chosen)] : null;
    }

    private long TextRow(ListedPaper listed, StoredPaper? known)
    {
        var same = known?.Sightings.FirstOrDefault(
            stored => string.Equals(stored.Sighting.Listed.Abstract, listed.Abstract, StringComparison.Ordinal));
        if (same is not null)
        {
            return same.Text;
        }

        _insertText["@abstract"] = listed.Abstract;
        return _insertText.Number()!.Value;
    }

    private void InsertSighting(long paper, StoredSighting stored, byte[] fingerprint, string titleKey)
    {
        var listed = stored.Sighting.Listed;
        _insertSighting["@paper"] = paper;
        _insertSighting["@listing"] = _listing ??= InsertListing();
        _insertSighting["@line"] = listed.Line;
        _insertSighting["@field_lines"] = listed.FieldLines.Count > 0 ? JsonSerializer.Serialize(listed.FieldLines) : null;
        _insertSighting["@title"] = listed.Title;
        _insertSighting["@text"] = stored.Text;
        _insertSighting["@fingerprint"] = fingerprint;
        _insertSighting["@title_key"] = titleKey;
        _insertSighting["@arxiv_key"] = PaperIdentity.ArxivKey(listed);
        _insertSighting["@doi_key"] = PaperIdentity.DoiKey(listed);
        FactColumns.Bind(_insertSighting, listed);
        _insertSighting.Run();
    }

    private long InsertListing()
    {
        // Only now: a file that says nothing new leaves no trace.
        _insertListing["@import"] = import.Number;
        _insertListing["@file"] = file;
        return _insertListing.Number()!.Value;
    }
}
