using System.CommandLine;

namespace PaperBot.CommandLine.Demonstrations;

/// <summary><c>demo</c>: what the bot does when things go wrong.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandLineProgram program) => new("demo", "Demonstrations over the sample papers")
    {
        LiesDemo.Create(program), CrashDemo.Create(program),
    };
}
