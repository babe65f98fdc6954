using PaperBot.Papers;

namespace PaperBot.Listings.Pages;

/// <summary>Turns a pair of lines into a listing entry; the reasons are the same in every page layout.</summary>
internal static class PairEntry
{
    /// <param name="pair">The lines.</param>
    /// <param name="cut">True when the file may be cut off right after the pair's last line.</param>
    public static ListingEntry From(TitleAbstractPair pair, bool cut) => pair switch
    {
        { Title: null } => Skip(pair.First, "this abstract has no title before it"),
        { Abstract: null } => Skip(pair.First, cut
            ? "the file ends after this title, before its abstract"
            : "this title has no abstract after it"),
        { Title.Fault: { } fault } => Skip(pair.Title, $"this record is left out: {fault}"),
        { Abstract.Fault: { } fault } => Skip(pair.Abstract, $"this record is left out: {fault}"),
        _ when cut && !LineShape.EndsSentence(pair.Abstract.Content) =>
            Skip(pair.Title, "the file is cut off in the middle of this paper's abstract"),
        _ => new ReadEntry(new ListedPaper
        {
            Title = pair.Title.Content,
            Abstract = pair.Abstract.Content,
            Line = pair.Title.Number,
            FieldLines = new Dictionary<PaperField, int> { [PaperField.Abstract] = pair.Abstract.Number },
        }),
    };

    private static SkippedEntry Skip(Line line, string reason) =>
        new(line.Number, line.Fault is { } fault ? $"this record is left out: {fault}" : reason);
}
