namespace PaperBot.Sqlite;

/// <summary>One step of the schema. A released step is never edited: a later one corrects it.</summary>
/// <param name="Name">What it brings, for logs.</param>
/// <param name="Sql">Run in one transaction with the change of the schema version.</param>
internal sealed record Migration(string Name, string Sql);
