namespace PaperBot.Prompts;

/// <summary>A stretch of a template: text of its own, or the place of a variable.</summary>
/// <param name="Text">The text, or the variable's name.</param>
/// <param name="IsVariable">Which of the two.</param>
/// <param name="Line">1-based line in the file.</param>
internal readonly record struct TemplatePiece(string Text, bool IsVariable, int Line);
