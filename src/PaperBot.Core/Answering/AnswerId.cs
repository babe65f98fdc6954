using System.Security.Cryptography;

namespace PaperBot.Answering;

/// <summary>The short name under which an answer is kept and shown: eight letters and digits that nobody misreads.</summary>
internal static class AnswerId
{
    private const int Length = 8;

    // Crockford's base 32: no i, l, o and u. 40 random bits; the store refuses a second answer of one name.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The id in what a person typed or pasted, or null: case, a leading # and look-alikes (o, i, l) do not matter.</summary>
    public static string? Read(string typed)
    {
        var id = typed.Trim().TrimStart('#').Trim('`').ToLowerInvariant().Replace('o', '0').Replace('i', '1').Replace('l', '1');
        return id.Length == Length && id.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? id : null;
    }
}
