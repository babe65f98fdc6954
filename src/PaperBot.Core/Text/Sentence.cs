namespace PaperBot.Text;

/// <summary>One sentence of a text, verbatim.</summary>
/// <param name="Start">0-based offset in the text it was taken from.</param>
/// <param name="Text">The printed characters, without surrounding white space.</param>
internal readonly record struct Sentence(int Start, string Text);
