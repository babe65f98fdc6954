using System.Globalization;
using System.Text;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary>Papers as a numbered list of titles, days and ids.</summary>
internal static class PaperList
{
    public static string Of(IReadOnlyList<Hit> hits, string whenEmpty)
    {
        if (hits.Count == 0)
        {
            return whenEmpty;
        }

        var text = new StringBuilder();
        for (var i = 0; i < hits.Count; i++)
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            text.Append(i == 0 ? "" : "\n").Append(number).Append(". ").Append(Line(hits[i].Paper));
        }

        return text.ToString();
    }

    /// <summary>One paper without its number.</summary>
    public static string Line(Paper paper)
    {
        var day = paper.Published is { } published ? $" · {published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        return $"**{PaperText.Title(paper)}**{day} · `{paper.Id}`{(paper.IsSample ? " · sample" : "")}";
    }
}
