using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using PaperBot.Embeddings;

namespace PaperBot.Sqlite;

/// <summary>Keeps vectors in SQLite; what the tables mean is told in <see cref="VectorSchema"/>.</summary>
internal sealed class SqliteVectorStore(SqliteDatabase database, TimeProvider time) : IVectorStore
{
    // Rows are read so many at a time, so that no reader keeps the log from being cut off for long.
    private const int Page = 4096;

    // So many times in the age at which they would be dropped, vectors in use are noted as such.
    private const int Renewals = 4;

    public Task<VectorModel?> FindAsync(string identity, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var find = new PreparedCommand(
                connection, "SELECT name, dimensions FROM vector_models WHERE identity = @identity ORDER BY used DESC, seq DESC LIMIT 1");
            find["@identity"] = identity;
            return find.Rows(row => new VectorModel(identity, row.GetString(0), row.GetInt32(1))).SingleOrDefault();
        },
        cancellationToken);

    public Task<IReadOnlySet<TextHash>> TextsAsync(VectorModel model, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<TextHash>>(
            connection =>
            {
                using var texts = new PreparedCommand(connection, "SELECT text FROM vectors WHERE model = @model");
                texts["@model"] = NumberOf(connection, model);
                return texts.Rows(row => TextHash.Read(row.GetFieldValue<byte[]>(0))).ToHashSet();
            },
            cancellationToken);

    public async IAsyncEnumerable<KeptVector> ReadAsync(
        VectorModel model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long last = 0; ;)
        {
            var rows = await database.ReadAsync(connection => ReadPage(connection, model, last), cancellationToken).ConfigureAwait(false);
            foreach (var (_, vector) in rows)
            {
                yield return vector;
            }

            if (rows.Count < Page)
            {
                yield break;
            }

            last = rows[^1].Row;
        }
    }

    public Task KeepAsync(VectorModel model, IReadOnlyList<KeptVector> vectors, CancellationToken cancellationToken)
    {
        if (vectors.FirstOrDefault(v => v.Numbers.Length != 0 && v.Numbers.Length != model.Dimensions) is { } wrong)
        {
            throw new ArgumentException(
                $"A vector has {wrong.Numbers.Length} numbers; those of {model.Name} have {model.Dimensions}.", nameof(vectors));
        }

        // A power cut may lose the last of them, which costs as little as making them again.
        return database.NoteAsync(
            connection =>
            {
                var now = FactColumns.Moment(time.GetUtcNow());
                var number = Use(connection, model, now);
                using var keep = new PreparedCommand(
                    connection,
                    """
                    INSERT INTO vectors (model, text, numbers, made) VALUES (@model, @text, @numbers, @made)
                    ON CONFLICT (model, text) DO UPDATE SET numbers = excluded.numbers, made = excluded.made
                    """);
                keep["@model"] = number;
                keep["@made"] = now;
                foreach (var vector in vectors)
                {
                    keep["@text"] = vector.Text.ToBytes();
                    keep["@numbers"] = BytesOf(vector.Numbers);
                    keep.Run();
                }

                return true;
            },
            cancellationToken);
    }

    public Task<int> DropUnusedAsync(
        VectorModel model, IReadOnlySet<TextHash> texts, TimeSpan age, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            var now = time.GetUtcNow();
            var before = FactColumns.Moment(now - age);
            var number = Use(connection, model, FactColumns.Moment(now));
            using var others = new PreparedCommand(
                connection,
                "SELECT count(*) FROM vectors JOIN vector_models ON vector_models.seq = vectors.model WHERE used < @before");
            others["@before"] = before;
            var dropped = (int)others.Number()!.Value;
            using var models = new PreparedCommand(connection, "DELETE FROM vector_models WHERE used < @before");
            models["@before"] = before;
            models.Run();

            // The moment of what is still wanted is renewed now and then, so that it tells how long a text has been gone.
            using var old = new PreparedCommand(connection, "SELECT seq, text, made FROM vectors WHERE model = @model AND made < @due");
            old["@model"] = number;
            old["@due"] = FactColumns.Moment(now - (age / Renewals));
            using var renew = new PreparedCommand(connection, "UPDATE vectors SET made = @now WHERE seq = @seq");
            renew["@now"] = FactColumns.Moment(now);
            using var drop = new PreparedCommand(connection, "DELETE FROM vectors WHERE seq = @seq");
            foreach (var (row, text, made) in old.Rows(
                row => (row.GetInt64(0), TextHash.Read(row.GetFieldValue<byte[]>(1)), row.GetString(2))))
            {
                if (texts.Contains(text))
                {
                    renew["@seq"] = row;
                    renew.Run();
                }
                else if (string.CompareOrdinal(made, before) < 0)
                {
                    drop["@seq"] = row;
                    drop.Run();
                    dropped++;
                }
            }

            return dropped;
        },
        cancellationToken);

    private static List<(long Row, KeptVector Vector)> ReadPage(SqliteConnection connection, VectorModel model, long after)
    {
        using var read = new PreparedCommand(
            connection,
            "SELECT seq, text, numbers FROM vectors WHERE model = @model AND seq > @after ORDER BY seq LIMIT @page");
        read["@model"] = NumberOf(connection, model);
        read["@after"] = after;
        read["@page"] = Page;
        return read.Rows(row => (
            row.GetInt64(0), new KeptVector(TextHash.Read(row.GetFieldValue<byte[]>(1)), HalvesOf(row.GetFieldValue<byte[]>(2)))));
    }

    private static long? NumberOf(SqliteConnection connection, VectorModel model)
    {
        using var find = new PreparedCommand(
            connection, "SELECT seq FROM vector_models WHERE identity = @identity AND dimensions = @dimensions");
        find["@identity"] = model.Identity;
        find["@dimensions"] = model.Dimensions;
        return find.Number();
    }

    private static long Use(SqliteConnection connection, VectorModel model, string now)
    {
        using var use = new PreparedCommand(
            connection,
            """
            INSERT INTO vector_models (identity, dimensions, name, used) VALUES (@identity, @dimensions, @name, @used)
            ON CONFLICT (identity, dimensions) DO UPDATE SET name = excluded.name, used = excluded.used
            RETURNING seq
            """);
        use["@identity"] = model.Identity;
        use["@dimensions"] = model.Dimensions;
        use["@name"] = model.Name;
        use["@used"] = now;
        return use.Number()!.Value;
    }

    // SQLite files move between machines, so the order of the bytes is fixed.
    private static byte[] BytesOf(Half[] numbers)
    {
        var bytes = new byte[numbers.Length * 2];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * 2), numbers[i]);
        }

        return bytes;
    }

    private static Half[] HalvesOf(byte[] bytes)
    {
        var numbers = new Half[bytes.Length / 2];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(i * 2));
        }

        return numbers;
    }
}
