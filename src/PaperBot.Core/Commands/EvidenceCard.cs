using System.Globalization;
using System.Text;
using PaperBot.Answering;
using PaperBot.Records;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>
/// The evidence behind an answer in Markdown: by number, the paper, its date, and the words that support what was said.
/// </summary>
internal static class EvidenceCard
{
    /// <summary>
    /// Says nothing of the question or of who asked it: an id can be passed on without passing those on.
    /// </summary>
    public static string Of(AnswerRecord record, CorpusSnapshot corpus)
    {
        if (record.Answer.Citations.Count == 0)
        {
            return record.Answer.Abstained
                ? $"Answer `{record.Id}` cites nothing: it says that the abstracts do not answer."
                : $"Answer `{record.Id}` cites nothing: it was counted from the papers' fields.";
        }

        var card = new StringBuilder($"Evidence of answer `{record.Id}`, word for word:");
        foreach (var source in record.Answer.Citations.GroupBy(c => c.Number).OrderBy(g => g.Key))
        {
            var first = source.First();
            card.Append("\n\n")
                .Append(CultureInfo.InvariantCulture, $"**[{first.Number}] {Title(first.Title)}** · {Day(first.Published)}")
                .Append(State(record, first.PaperId, corpus));
            List<string> quotes = [.. source.Select(c => c.Quote).Where(q => q.Length > 0).Distinct(StringComparer.Ordinal)];
            foreach (var quote in quotes)
            {
                card.Append("\n> “").Append(PaperText.Sentence(quote)).Append('”');
            }

            if (quotes.Count == 0)
            {
                card.Append("\nFrom what the listing says of the paper, not from its abstract.");
            }
        }

        return card.ToString();
    }

    private static string Title(string title) => Markdown.Escape(title);

    private static string Day(DateOnly? day) =>
        day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "date not given";

    private static string State(AnswerRecord record, string paper, CorpusSnapshot corpus) =>
        record.Sources.FirstOrDefault(s => s.PaperId == paper)?.StateIn(corpus) switch
        {
            SourceState.Changed => " · *its text has changed since*",
            SourceState.Gone => " · *no longer stored*",
            _ => "",
        };
}
