namespace PaperBot.Sqlite;

/// <summary>A row of <c>imports</c>.</summary>
internal sealed record ImportRow(long Number, DateTimeOffset Begun, bool Sample);
