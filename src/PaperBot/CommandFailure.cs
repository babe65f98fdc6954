namespace PaperBot;

/// <summary>An expected failure of a command; its message is the one sentence a person gets.</summary>
internal sealed class CommandFailure(string sentence) : Exception(sentence);
