using System.Globalization;
using PaperBot.Localisation;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>What a filter left of the papers, in a sentence.</summary>
internal static class FilterText
{
    private const int MostCategory = 60;

    /// <summary>The sentence, or null for a filter without days and category.</summary>
    public static string? Of(PaperFilter filter, Phrases say)
    {
        List<string> said = [];
        if (filter.After is { } after)
        {
            said.Add(say.Of(Phrase.PublishedFrom, Day(after)));
        }

        if (filter.Before is { } before)
        {
            said.Add(say.Of(Phrase.PublishedUntil, Day(before)));
        }

        if (filter.Category is { } category)
        {
            said.Add(say.Of(Phrase.InCategory, Markdown.Literal(category, MostCategory)));
        }

        return said.Count == 0 ? null : say.Of(Phrase.OnlyLookedAt, string.Join(", ", said));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
