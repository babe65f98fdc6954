using System.Security.Cryptography;
using System.Text;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Records;

/// <summary>Whether a paper is still what it was.</summary>
internal enum SourceState
{
    Unchanged,

    /// <summary>Its title or abstract reads differently now.</summary>
    Changed,

    /// <summary>It is no longer stored.</summary>
    Gone,
}

/// <summary>A paper as it was when an answer was made from it.</summary>
/// <param name="PaperId">Which paper.</param>
/// <param name="Title">As printed then.</param>
/// <param name="Published">Its date; null where none was known.</param>
/// <param name="TextHash">Of title and abstract, 16 hexadecimal digits.</param>
public sealed record RecordedSource(string PaperId, string Title, DateOnly? Published, string TextHash)
{
    internal static RecordedSource Of(Paper paper) => new(paper.Id, paper.Title, paper.Published, Hash(paper));

    /// <summary>What has become of the paper.</summary>
    internal SourceState StateIn(CorpusSnapshot corpus) =>
        corpus.Find(PaperId) is not { } paper ? SourceState.Gone : Hash(paper) == TextHash ? SourceState.Unchanged : SourceState.Changed;

    private static string Hash(Paper paper) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{paper.Title}\n{paper.Abstract}")).AsSpan(0, 8));
}
