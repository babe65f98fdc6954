namespace PaperBot.LocalModels.Downloads;

/// <summary>Why a file could not be fetched.</summary>
internal enum DownloadFailure
{
    /// <summary>The server cannot be reached, or its certificate is not trusted.</summary>
    Unreachable,

    /// <summary>The server, or the proxy, said no.</summary>
    Refused,

    /// <summary>The connection was cut or stood still too often; what came is kept.</summary>
    Cut,

    /// <summary>What came is not the file; nothing of it is kept.</summary>
    WrongFile,

    /// <summary>There is no room for it, or the folder cannot be written.</summary>
    NoRoom,

    /// <summary>Another process fetches the same file.</summary>
    Busy,

    /// <summary>It must not be fetched from there.</summary>
    Unsafe,
}

/// <summary>A file could not be fetched; the message is for the person who asked for it.</summary>
internal sealed class DownloadException(DownloadFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public DownloadFailure Failure => failure;

    /// <summary>True when the same may go well a moment later.</summary>
    public bool MayPass { get; init; }
}
