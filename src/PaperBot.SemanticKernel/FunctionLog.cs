using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;

namespace PaperBot.SemanticKernel;

/// <summary>
/// Logs which functions run and how long they take; what they are given at Trace only. A prompt counts until its stream is open.
/// </summary>
internal sealed partial class FunctionLog(ILogger<FunctionLog> logger) : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var (plugin, function) = (context.Function.PluginName, context.Function.Name);
        if (logger.IsEnabled(LogLevel.Trace))
        {
            var given = string.Join(", ", context.Arguments.Select(a => $"{a.Key}={a.Value}"));
            LogGiven(plugin, function, given);
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            var kind = failed.GetType().Name;
            LogFailed(plugin, function, kind);
            throw;
        }

        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        LogRan(plugin, function, took);
    }

    [LoggerMessage(Level = LogLevel.Trace, Message = "Function {Plugin}.{Function} is given {Arguments}")]
    private partial void LogGiven(string? plugin, string function, string arguments);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Function {Plugin}.{Function} ran for {Milliseconds:0} ms")]
    private partial void LogRan(string? plugin, string function, double milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Function {Plugin}.{Function} failed: {Kind}")]
    private partial void LogFailed(string? plugin, string function, string kind);
}
