using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>A paper's own words as answers, lists and cards show them: readable, inert and of a length that fits.</summary>
internal static class PaperText
{
    // The longest title and sentence of real listings are half of these; what is longer was not written for readers.
    private const int MostTitle = 300;
    private const int MostSentence = 1200;
    private const int MostName = 120;
    private const int MostNames = 40;

    /// <summary>Never empty, even where nothing of the title can be shown.</summary>
    public static string Title(Paper paper) =>
        Markdown.Escape(paper.Title, MostTitle) is { Length: > 0 } title ? title : "untitled";

    /// <summary>A sentence of the abstract, or one that a model wrote from it.</summary>
    public static string Sentence(string printed) => Markdown.Escape(printed, MostSentence);

    /// <summary>One author, institution, category, name or heading.</summary>
    public static string Name(string printed) => Markdown.Escape(printed, MostName);

    /// <summary>Authors or institutions; of very many the first, and how many more.</summary>
    public static string Names(IReadOnlyList<string> printed) =>
        string.Join(", ", printed.Take(MostNames).Select(Name))
        + (printed.Count > MostNames ? $" and {printed.Count - MostNames} more" : "");
}
