namespace PaperBot.LocalModels.Natives;

/// <summary>Libraries could not be fetched; the message is a sentence for a person.</summary>
internal sealed class NativeFetchException(string message, Exception? inner = null) : Exception(message, inner);
