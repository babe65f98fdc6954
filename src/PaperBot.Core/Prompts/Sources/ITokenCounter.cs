namespace PaperBot.Prompts.Sources;

/// <summary>
/// Counts tokens as a model does. A chat client hands one out through <c>GetService</c>. Safe for concurrent use.
/// </summary>
public interface ITokenCounter
{
    /// <summary>
    /// Tokens of a text, special tokens in it read as plain text; 0 for the empty text. At least what the model will count.
    /// </summary>
    int Count(string text);
}
