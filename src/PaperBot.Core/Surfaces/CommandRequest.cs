namespace PaperBot.Surfaces;

/// <summary>A command as a surface collected it itself: chosen from a menu, filled into a form, behind a button.</summary>
/// <param name="Command">Name of a command or subcommand of the table.</param>
/// <param name="Values">Values by option name, as typed: they are checked like typed ones.</param>
public sealed record CommandRequest(string Command, IReadOnlyDictionary<string, string> Values);
