namespace PaperBot.CommandLine;

/// <summary>What the process says of itself when it ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>As shells report an interrupt: 128 plus the signal's number.</summary>
    public const int Interrupted = 130;
}
