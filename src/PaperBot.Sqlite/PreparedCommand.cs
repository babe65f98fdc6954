using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace PaperBot.Sqlite;

/// <summary>A statement parsed once and run for many rows. Parameters are the <c>@names</c> in its text.</summary>
internal sealed partial class PreparedCommand : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly Dictionary<string, SqliteParameter> _parameters = new(StringComparer.Ordinal);

    public PreparedCommand(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in Parameter().EnumerateMatches(sql))
        {
            var parameter = sql.Substring(name.Index, name.Length);
            if (!_parameters.ContainsKey(parameter))
            {
                _parameters.Add(parameter, _command.Parameters.AddWithValue(parameter, DBNull.Value));
            }
        }
    }

    /// <summary>Sets a parameter; null is SQL's NULL.</summary>
    public object? this[string parameter]
    {
        set => _parameters[parameter].Value = value ?? DBNull.Value;
    }

    public void Run() => _command.ExecuteNonQuery();

    /// <summary>The first column of the first row as a number; null when there is no row or it is NULL.</summary>
    public long? Number() => _command.ExecuteScalar() as long?;

    /// <summary>Every row.</summary>
    public List<T> Rows<T>(Func<SqliteDataReader, T> row)
    {
        using var reader = _command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public void Dispose() => _command.Dispose();

    [GeneratedRegex("@[a-z_]+")]
    private static partial Regex Parameter();
}
