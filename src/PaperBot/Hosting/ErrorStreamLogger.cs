using Microsoft.Extensions.Logging;

namespace PaperBot.Hosting;

/// <summary>Writes the log to standard error, a line an entry, at once: an entry must not be lost with the process.</summary>
internal sealed class ErrorStreamLogger(TextWriter error) : ILoggerProvider
{
    private readonly Lock gate = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        // The stream belongs to the process.
    }

    private void Write(string line)
    {
        lock (gate)
        {
            error.WriteLine(line);
        }
    }

    private sealed class Category(ErrorStreamLogger log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var detail = exception is null ? "" : $"{Environment.NewLine}{exception}";
            log.Write($"{Short(logLevel)} {name}: {formatter(state, exception)}{detail}");
        }

        private static string Short(LogLevel level) => level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warning",
            _ => "error",
        };
    }
}
