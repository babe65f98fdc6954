using PaperBot.Digests;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Archive;

/// <summary>
/// The words an archive is searched for, compared by their stems as retrieval compares them. Not safe for concurrent use: it
/// learns the stems of the words it meets.
/// </summary>
internal sealed class ArchiveWords
{
    // A search of more than anybody types is read up to here.
    private const int MostTyped = 400;

    private readonly Dictionary<string, string> stemOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);
    private readonly string[] asked;
    private readonly bool isEmpty;

    public ArchiveWords(string typed)
    {
        isEmpty = string.IsNullOrWhiteSpace(typed);
        var text = typed.Length > MostTyped ? typed[..MostTyped] : typed;
        asked = [.. QueryTerms.Of(text).Terms.Select(t => t.Stem)];
    }

    /// <summary>
    /// Whether the paper has every word in its title, summary or heading. Nothing asked matches everything; signs alone match
    /// nothing.
    /// </summary>
    public bool Match(DigestLedgerPaper paper)
    {
        if (isEmpty || asked.Length == 0)
        {
            return isEmpty;
        }

        missing.Clear();
        missing.UnionWith(asked);
        return Finds(paper.Title) || Finds(paper.Tldr.Text) || Finds(paper.Topic);
    }

    private bool Finds(string text)
    {
        foreach (var word in Words.Of(text))
        {
            if (!stemOf.TryGetValue(word.Folded, out var stem))
            {
                stemOf[word.Folded] = stem = EnglishStemmer.Stem(word.Folded);
            }

            if (missing.Remove(stem) && missing.Count == 0)
            {
                return true;
            }
        }

        return false;
    }
}
