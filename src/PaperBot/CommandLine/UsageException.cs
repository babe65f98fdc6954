namespace PaperBot.CommandLine;

/// <summary>The command line was well formed but cannot be meant; its message says what would be right.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);
