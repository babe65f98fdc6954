namespace PaperBot.Archive;

/// <summary>A file of an edition could not be written.</summary>
/// <param name="path">Which file or folder.</param>
/// <param name="cause">What the system said.</param>
internal sealed class EditionFileException(string path, Exception cause)
    : Exception($"{path} could not be written ({cause.Message.TrimEnd('.')})", cause);
