namespace PaperBot.Papers;

/// <summary>
/// The store cannot be used: locked, damaged, read-only, of a newer version. The message is one or two sentences for a person,
/// naming the file and what to do.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
