using PaperBot.Text;

namespace PaperBot.Prompts.Sources;

/// <summary>Text from outside as a prompt shows it.</summary>
internal static class ShownLine
{
    /// <summary>
    /// One line in readable form, so that no text can begin a delimiter's line. Invisible characters go, because they can carry words
    /// that only a model reads; a number in brackets gets other brackets, because only ours are markers.
    /// </summary>
    public static string Of(string printed) => PlainLine.Of(ReadableLatex.Of(printed));
}
