using System.Security.Cryptography;
using System.Text;
using PaperBot.Papers;

namespace PaperBot.Digests;

/// <summary>From which text of a paper something was printed.</summary>
/// <param name="Abstract">A fingerprint of the abstract, 32 hexadecimal digits; white space runs do not count.</param>
/// <param name="Version">The paper's version then, from 1.</param>
public sealed record DigestPrint(string Abstract, int Version)
{
    /// <summary>Of the paper as it is now.</summary>
    public static DigestPrint Of(Paper paper) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PrintedText.Collapse(paper.Abstract))).AsSpan(0, 16)), paper.Version);
}
