using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace PaperBot.Papers;

/// <summary>
/// A digest of everything a record states, by which the same record in the same file is known again. Lines and white space do
/// not count: a listing that grew at the top still holds the same records.
/// </summary>
internal static class RecordFingerprint
{
    private const char FieldEnd = '\u001f';
    private const char ItemEnd = '\u001e';

    /// <summary>16 bytes.</summary>
    public static byte[] Of(ListedPaper listed)
    {
        var stated = new StringBuilder(listed.Abstract.Length + 400);
        PrintedText.AppendCollapsed(stated, listed.Title);
        stated.Append(FieldEnd);
        PrintedText.AppendCollapsed(stated, listed.Abstract);
        stated.Append(FieldEnd);
        AppendList(stated, listed.Authors);
        AppendList(stated, listed.Affiliations);
        stated.Append(CultureInfo.InvariantCulture, $"{listed.AuthorCount}{FieldEnd}{listed.EtAl}{FieldEnd}");
        stated.Append(CultureInfo.InvariantCulture, $"{listed.Published:yyyy-MM-dd}{FieldEnd}{listed.Score:R}{FieldEnd}");
        stated.Append(CultureInfo.InvariantCulture, $"{listed.Comments}{FieldEnd}{listed.Category}{FieldEnd}");
        stated.Append(CultureInfo.InvariantCulture, $"{listed.ArxivId}{FieldEnd}{listed.Doi}{FieldEnd}{listed.Url}");
        return SHA256.HashData(MemoryMarshal.AsBytes(stated.ToString().AsSpan()))[..16];
    }

    private static void AppendList(StringBuilder stated, IReadOnlyList<string>? items)
    {
        foreach (var item in items ?? [])
        {
            stated.Append(item).Append(ItemEnd);
        }

        stated.Append(items is null ? '0' : '1').Append(FieldEnd);
    }
}
