using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>What a term looks at.</summary>
internal enum DigestTopicKind
{
    /// <summary>All its words occur in title or abstract, by stems, in any place.</summary>
    Words,

    /// <summary>Its words stand side by side in title or abstract, by stems.</summary>
    Phrase,

    /// <summary>All its words occur in the title, by stems.</summary>
    Title,

    /// <summary>The paper's category, or the part before or after its dot.</summary>
    Category,

    /// <summary>One of the authors.</summary>
    Author,

    /// <summary>The paper is like an example, which is named by id or title.</summary>
    Like,
}

/// <summary>One term of a channel's topics.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Value">As typed, in one line; holds a letter or digit and no double quotation mark.</param>
/// <param name="Excluded">True when papers that fit are left out.</param>
internal sealed record DigestTopic(DigestTopicKind Kind, string Value, bool Excluded)
{
    /// <summary>The term as a person would type it; reads back as the same term.</summary>
    public override string ToString() => (Excluded ? "-" : "") + Kind switch
    {
        DigestTopicKind.Words => Value,
        DigestTopicKind.Phrase => $"\"{Value}\"",
        _ => $"{Kind.ToString().ToLowerInvariant()}:{(Value.Contains(',', StringComparison.Ordinal) ? $"\"{Value}\"" : Value)}",
    };

    /// <summary>The folded words of the value; of loose words, function words only where nothing else is there.</summary>
    public IReadOnlyList<string> FoldedWords
    {
        get
        {
            List<string> words = [.. Words.Of(Value).Select(w => w.Folded).Where(w => w.Length > 0)];
            var telling = Kind == DigestTopicKind.Phrase ? words : words.FindAll(w => !StopWords.IsFunctionWord(w));
            return telling.Count > 0 ? telling : words;
        }
    }
}
