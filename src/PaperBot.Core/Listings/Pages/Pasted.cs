using System.Text.RegularExpressions;
using PaperBot.Listings.Records;
using PaperBot.Papers;

namespace PaperBot.Listings.Pages;

/// <summary>
/// One paper as a person pastes it: the title, perhaps the authors, a blank line, the abstract in one paragraph or several.
/// Wrapped lines are joined; paragraphs keep a blank line between them.
/// </summary>
internal sealed partial class Pasted : IListingLayout
{
    private const int LongestTitle = 400;
    private const int ShortestAbstract = 40;
    private const int LongestAbstract = 6000;
    private const int MostParagraphs = 6;

    public string Format => "pasted";

    public double Evidence(ListingText text) => text.IsWhole && Parse(text.Head) is not null ? 0.6 : 0;

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        var lines = text.Lines().ToList();
        yield return Parse(lines) ?? new SkippedEntry(1, "this is neither a title with its abstract nor another listing of papers");
    }

    private static ListingEntry? Parse(IReadOnlyList<Line> lines)
    {
        if (lines.Any(line => line.Fault is not null || Foreign().IsMatch(line.Content)))
        {
            return null;
        }

        var blocks = Paragraphs(lines);
        if (blocks.Count is < 2 or > MostParagraphs + 3)
        {
            return null;
        }

        var title = blocks[0];
        IReadOnlyList<string>? authors = null;
        if (title.Count > 1 && AreNames(title[^1].Content))
        {
            authors = [.. AuthorBoundary.SplitNames(title[^1].Content)];
            title = title[..^1];
        }

        var next = 1;
        if (authors is null && blocks.Count > 2 && blocks[1].Count == 1 && AreNames(blocks[1][0].Content))
        {
            authors = [.. AuthorBoundary.SplitNames(blocks[1][0].Content)];
            next = 2;
        }

        var body = blocks[next..];
        if (body.Count > 0 && body[0].Count > 0 && AbstractHeading().Match(body[0][0].Content) is { Success: true } heading)
        {
            var first = body[0][0];
            var rest = first.Content[heading.Length..].Trim();
            body[0] = rest.Length > 0 ? [first with { Text = rest }, .. body[0][1..]] : body[0][1..];
            body = [.. body.Where(block => block.Count > 0)];
        }

        var printed = WrappedText.Join(title.Select(line => line.Content));
        var prose = string.Join("\n\n", body.Select(block => WrappedText.Join(block.Select(line => line.Content))));
        if (!IsTitle(printed, title.Count) || body.Count is 0 or > MostParagraphs || !IsAbstract(body, prose))
        {
            return null;
        }

        return RecordEntry.From(
            new RecordFacts { Title = printed, Abstract = prose, Authors = authors, AuthorCount = authors?.Count },
            title[0].Number,
            new Dictionary<PaperField, int> { [PaperField.Abstract] = body[0][0].Number });
    }

    private static bool IsTitle(string title, int lines) =>
        title.Length is > 3 and <= LongestTitle && lines <= 3 && title[^1] is not (':' or ',' or ';' or '.')
        && title.Count(char.IsLetter) * 2 > title.Length;

    private static bool IsAbstract(List<List<Line>> body, string prose) =>
        prose.Length is >= ShortestAbstract and <= LongestAbstract
        && prose.Count(c => char.IsLetter(c) || c == ' ') * 10 > prose.Length * 8
        && body.All(block => WrappedText.Join(block.Select(line => line.Content)).Length >= 40)
        && LineShape.EndsSentence(prose)
        && SentenceStart().IsMatch(prose);

    private static bool AreNames(string text)
    {
        var names = AuthorBoundary.SplitNames(text).ToList();
        return text.Length < 1000 && names.Count > 0 && names.All(name => PersonName.Cost(name) < 1.5);
    }

    private static List<List<Line>> Paragraphs(IReadOnlyList<Line> lines)
    {
        var blocks = new List<List<Line>>();
        var open = false;
        foreach (var line in lines)
        {
            if (line.IsBlank)
            {
                open = false;
                continue;
            }

            if (!open)
            {
                blocks.Add([]);
            }

            open = true;
            blocks[^1].Add(line);
        }

        return blocks;
    }

    // Marks of mark-up, code, mail, dialogue and lists.
    [GeneratedRegex(
        @"^(?:#|```|[-*+•]\s|\d+[.)]\s|\||>|//|/\*|</?[a-z!]|\{|\}|\[\w+\]|\$\s|(?:from|to|subject|date|dear|hi|hello|chapter|mit license|copyright|installation|usage|license)\b[^a-z]*$"
        + @"|(?:from|to|subject|re|date):|dear\s|hi\s|hello[\s,]|copyright|\d{4}-\d\d-\d\d[T ]\d\d:)|\(c\)\s+\d{4}|©|free software|\ball rights reserved|[{};]$|=>|://\S+$(?<=^\S+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"^abstract\s*(?:[:.—–-]\s*|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AbstractHeading();

    [GeneratedRegex(@"^[\p{Lu}\p{Lo}\p{Nd}""“‘'$(\\]")]
    private static partial Regex SentenceStart();
}
