namespace PaperBot.CommandLine.Json;

/// <summary>What <c>doctor</c> prints.</summary>
internal sealed record DoctorJson(IReadOnlyList<CheckJson> Checks);

/// <summary>One check.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status"><c>ok</c>, <c>warning</c> or <c>problem</c>.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Fix">What to do, or null.</param>
internal sealed record CheckJson(string Name, string Status, string Detail, string? Fix);
