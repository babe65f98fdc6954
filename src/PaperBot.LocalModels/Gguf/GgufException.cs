namespace PaperBot.LocalModels.Gguf;

/// <summary>A file is no GGUF file, or a damaged one; the message says what is wrong and what to do.</summary>
internal sealed class GgufException(string message) : Exception(message);
