using PaperBot.Text;

namespace PaperBot.Summaries;

/// <summary>One occurrence of a candidate noun phrase.</summary>
/// <param name="Key">Stems joined by spaces: what spellings and numbers of one phrase share.</param>
/// <param name="Start">0-based offset in the text.</param>
/// <param name="Length">In UTF-16 units, as printed.</param>
/// <param name="Words">How many words, 1 to 5.</param>
/// <param name="OpenLeft">True when a word that could belong to the phrase stands directly before it.</param>
/// <param name="OpenRight">The same after it.</param>
internal readonly record struct PhraseUse(string Key, int Start, int Length, int Words, bool OpenLeft, bool OpenRight);

/// <summary>
/// Finds candidate noun phrases: two to four words without a border between them, or two such around "of", or one acronym or
/// abstract noun. What only looks like a phrase is told apart later by how it is used over many papers.
/// </summary>
internal static class NounPhrases
{
    private const int MostWords = 4;

    /// <summary>Every candidate of a text, overlapping ones too.</summary>
    public static IEnumerable<PhraseUse> Of(string text)
    {
        var words = Words.Of(text);
        var chunk = 0;
        while (chunk < words.Count)
        {
            if (Breaks(text, words, chunk))
            {
                chunk++;
                continue;
            }

            var end = chunk + 1;
            while (end < words.Count && Joined(text, words[end - 1], words[end]) && !Breaks(text, words, end))
            {
                end++;
            }

            foreach (var use in InChunk(text, words, chunk, end))
            {
                yield return use;
            }

            foreach (var use in AroundOf(text, words, chunk, end))
            {
                yield return use;
            }

            chunk = end;
        }
    }

    private static IEnumerable<PhraseUse> InChunk(string text, List<Word> words, int from, int to)
    {
        for (var first = from; first < to; first++)
        {
            if (!PhraseLexicon.MayBegin(words[first].Folded) || Hyphenated(text, words, first - 1))
            {
                continue;
            }

            for (var last = first; last < to && last - first < MostWords; last++)
            {
                var fits = first == last ? IsNameAlone(text, words[first]) : PhraseLexicon.MayEnd(words[last].Folded);
                if (fits && !Hyphenated(text, words, last))
                {
                    var openLeft = first > from && PhraseLexicon.MayBegin(words[first - 1].Folded);
                    yield return Use(words, first, last, openLeft, last < to - 1);
                }
            }
        }
    }

    // "theory of mind", "mixture of experts", "machine theory of mind": one or two words before, one noun after.
    private static IEnumerable<PhraseUse> AroundOf(string text, List<Word> words, int from, int to)
    {
        if (to + 1 >= words.Count || words[to].Folded != "of" || !Joined(text, words[to - 1], words[to])
            || !Joined(text, words[to], words[to + 1]) || Breaks(text, words, to + 1)
            || !Names(words[to - 1]) || !Names(words[to + 1]))
        {
            yield break;
        }

        var goesOn = to + 2 < words.Count && Joined(text, words[to + 1], words[to + 2]) && !Breaks(text, words, to + 2)
            && !PhraseLexicon.IsEmpty(words[to + 2].Folded);
        yield return Use(words, to - 1, to + 1, to - 1 > from && PhraseLexicon.MayBegin(words[to - 2].Folded), goesOn);
        if (to - 2 >= from && PhraseLexicon.MayBegin(words[to - 2].Folded))
        {
            yield return Use(words, to - 2, to + 1, to - 2 > from, goesOn);
        }
    }

    private static bool Names(Word word) => PhraseLexicon.MayEnd(word.Folded) && !PhraseLexicon.IsEmpty(word.Folded);

    private static PhraseUse Use(List<Word> words, int first, int last, bool openLeft, bool openRight)
    {
        var key = string.Join(' ', Enumerable.Range(first, last - first + 1).Select(i => EnglishStemmer.Stem(words[i].Folded)));
        var length = words[last].End - words[first].Start;
        return new PhraseUse(key, words[first].Start, length, last - first + 1, openLeft, openRight);
    }

    private static bool IsNameAlone(string text, Word word) =>
        PhraseLexicon.NamesTopicAlone(word.Folded) && !char.IsUpper(text[word.End - 1]);

    // Parts of a hyphenated word are judged with it: "few-shot", "in-context" and "fine-tuned" name, they do not link or act.
    private static bool Breaks(string text, List<Word> words, int at)
    {
        var word = words[at];
        return text.AsSpan(word.Start, word.Length).IndexOfAny('\'', '’') >= 0
            || (PhraseLexicon.Breaks(word.Folded) && !Hyphenated(text, words, at) && !Hyphenated(text, words, at - 1));
    }

    private static bool Hyphenated(string text, List<Word> words, int left) =>
        left >= 0 && left + 1 < words.Count
        && text.AsSpan(words[left].End, words[left + 1].Start - words[left].End) is "-" or "‐" or "‑";

    private static bool Joined(string text, Word left, Word right) =>
        text.AsSpan(left.End, right.Start - left.End) is " " or "-" or "\n" or "‐" or "‑";
}
