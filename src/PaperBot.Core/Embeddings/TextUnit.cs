using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Embeddings;

/// <summary>A text of a paper that gets a vector of its own.</summary>
/// <param name="Text">What is embedded, without what a model wants before it.</param>
/// <param name="Hash">Of the text.</param>
internal sealed record TextUnit(string Text, TextHash Hash)
{
    // A few sentences say one thing; a single one too often begins with "it".
    private const int GroupSize = 3;

    // Nobody's abstract needs more; a whole text that was pasted in as one is cut into longer groups.
    private const int MostGroups = 12;

    /// <summary>
    /// The texts of a paper: title and abstract as one, then, where the abstract has more than four sentences, each three of them
    /// after the title. They change with title and abstract and with nothing else.
    /// </summary>
    public static IReadOnlyList<TextUnit> Of(Paper paper)
    {
        var sentences = Sentences.Of(paper.Abstract);
        List<TextUnit> units = [Unit(paper.Title, string.Join(' ', sentences.Select(s => s.Text)))];
        if (sentences.Count <= GroupSize + 1)
        {
            return units;
        }

        var size = Math.Max(GroupSize, (sentences.Count + MostGroups - 1) / MostGroups);
        for (var first = 0; first < sentences.Count; first += size)
        {
            // A sentence that is left over alone belongs to those before it.
            var isLast = sentences.Count - first <= size + 1;
            units.Add(Unit(paper.Title, string.Join(' ', sentences.Skip(first).Take(isLast ? size + 1 : size).Select(s => s.Text))));
            if (isLast)
            {
                break;
            }
        }

        return units;
    }

    private static TextUnit Unit(string title, string body)
    {
        var text = body.Length > 0 ? $"{title}\n{body}" : title;
        return new TextUnit(text, TextHash.Of(text));
    }
}
