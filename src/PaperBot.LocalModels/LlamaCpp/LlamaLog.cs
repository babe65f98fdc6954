using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// What llama.cpp has to say, passed on to a logger line by line, and kept for the sentence of a failure. llama.cpp has one
/// log for the process, so this is static; the callback is a function and not a delegate, so nothing has to be kept alive.
/// </summary>
internal static partial class LlamaLog
{
    private const int Error = 4;
    private const int Continued = 5;

    private static volatile ILogger? logger;

    // Lines come in pieces and from several threads at once.
    [ThreadStatic]
    private static StringBuilder? line;

    [ThreadStatic]
    private static bool lineIsError;

    [ThreadStatic]
    private static string? lastError;

    /// <summary>Sends the log to a logger; null for nowhere, and never to standard error, as llama.cpp would.</summary>
    public static unsafe void SendTo(ILogger? target, LlamaFunctions functions)
    {
        logger = target;
        functions.SetLog((nint)(delegate* unmanaged[Cdecl]<int, byte*, void*, void>)&Receive, 0);
        if (functions.SetAbort is not null)
        {
            functions.SetAbort((nint)(delegate* unmanaged[Cdecl]<byte*, void>)&End);
        }
    }

    /// <summary>Begins a call whose errors are of interest.</summary>
    public static void Forget() => lastError = null;

    /// <summary>The last error this thread heard since <see cref="Forget"/>, as the end of a sentence; empty for none.</summary>
    public static string Because() => lastError is null ? string.Empty : $" llama.cpp says: {lastError}";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Receive(int level, byte* text, void* data)
    {
        // An exception must not pass into native code: it would end the process.
        try
        {
            var piece = Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;
            line ??= new StringBuilder();
            lineIsError = level == Continued ? lineIsError : level == Error;
            line.Append(piece);
            if (piece.EndsWith('\n'))
            {
                Complete(line.ToString().Trim());
                line.Clear();
            }
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            line = null;
        }
    }

    /// <summary>
    /// llama.cpp's last words before it ends the process. By itself it would call a debugger first, which takes seconds and
    /// writes to standard output. A logger may keep words for later, and there is no later: they go to standard error as well.
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void End(byte* message)
    {
        try
        {
            var text = Marshal.PtrToStringUTF8((nint)message) ?? string.Empty;
            Console.Error.WriteLine($"llama.cpp ends the process: {text}");
            if (logger is { } target)
            {
                LogEnd(target, text);
            }
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    private static void Complete(string text)
    {
        if (text.Length == 0 || text.All(character => character == '.'))
        {
            return;
        }

        if (lineIsError)
        {
            lastError = text;
        }

        if (logger is { } target)
        {
            LogLine(target, text);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "llama.cpp ends the process: {Text}")]
    private static partial void LogEnd(ILogger logger, string text);

    [LoggerMessage(Level = LogLevel.Debug, Message = "llama.cpp: {Text}")]
    private static partial void LogLine(ILogger logger, string text);
}
