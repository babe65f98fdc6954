namespace PaperBot.Digests;

/// <summary>
/// What a channel wants to read: a paper belongs to it when it fits any of the wanted terms, or none is wanted, and fits none of
/// the excluded ones. Two are equal when they read the same.
/// </summary>
internal sealed record DigestTopics
{
    /// <summary>Most terms.</summary>
    public const int MostTerms = 40;

    /// <summary>Most UTF-16 units of the line.</summary>
    public const int MostLength = 1000;

    internal DigestTopics(IReadOnlyList<DigestTopic> terms) => Terms = terms;

    /// <summary>Every paper.</summary>
    public static DigestTopics Everything { get; } = new([]);

    /// <summary>The terms in the order in which they were typed, none twice.</summary>
    public IReadOnlyList<DigestTopic> Terms { get; }

    /// <summary>True when no paper is left out.</summary>
    public bool IsEverything => Terms.Count == 0;

    /// <summary>
    /// Reads a line such as <c>graph neural networks, "sign language", category:cs.CL, author:Lee, like:2101.00001, -survey</c>:
    /// terms with commas between them, a minus before what is to be left out. An empty line is every paper.
    /// </summary>
    /// <exception cref="FormatException">The message is a sentence that says what is wrong and what is allowed.</exception>
    public static DigestTopics Parse(string typed) => new DigestTopicReader(typed).Read();

    /// <summary>The line in one form: it reads back as the same topics.</summary>
    public override string ToString() => string.Join(", ", Terms);

    public bool Equals(DigestTopics? other) => other is not null && Terms.SequenceEqual(other.Terms);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());
}
