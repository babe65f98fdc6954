using System.CommandLine;

namespace PaperBot.CommandLine;

/// <summary>Commands that have a name and no body yet.</summary>
internal static class NotYet
{
    /// <summary>A command that says so and fails, whatever else stands on its line.</summary>
    public static Func<CommandLineProgram, Command> Command(string name, string description) => program =>
    {
        var command = new Command(name, $"{description} (not yet)") { TreatUnmatchedTokensAsErrors = false };
        return program.Handle(command, (_, _) => throw new CommandFailure($"Not yet: `paperbot {name}` comes with a later version."));
    };
}
