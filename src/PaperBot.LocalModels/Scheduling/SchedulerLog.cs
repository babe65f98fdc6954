using Microsoft.Extensions.Logging;

namespace PaperBot.LocalModels.Scheduling;

internal static partial class SchedulerLog
{
    [LoggerMessage(LogLevel.Debug, "{Written} tokens after a prompt of {Prompt} ({Reused} of them reused) took {Took}.")]
    public static partial void Written(ILogger logger, int written, int prompt, int reused, TimeSpan took);

    [LoggerMessage(LogLevel.Information, "Memory is full: one of {Running} texts goes back in line until another ends.")]
    public static partial void PutBack(ILogger logger, int running);

    [LoggerMessage(LogLevel.Error, "The model's computing failed; {Running} texts end, and its memory is opened anew.")]
    public static partial void Failed(ILogger logger, int running, Exception error);

    [LoggerMessage(LogLevel.Critical, "The model cannot go on; every text ends.")]
    public static partial void Ended(ILogger logger, Exception error);
}
