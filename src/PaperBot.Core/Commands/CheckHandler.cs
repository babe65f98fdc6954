using System.Text;
using PaperBot.Answering;
using PaperBot.Localisation;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary><c>/check</c>: each sentence of a text against the abstracts that come closest to it.</summary>
internal sealed class CheckHandler(Corpus corpus)
{
    private const int MostShown = 300;

    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = call.Required("text");
        var found = TextCheck.Of(text, corpus.Current);
        if (found.Count == 0)
        {
            return Task.FromResult(Reply.Problem(call.Say.Of(Phrase.NothingToCheck)));
        }

        var sources = new SourceList();
        var said = new StringBuilder();
        foreach (var sentence in found)
        {
            said.Append(Line(sentence, sources, call.Say)).Append('\n');
        }

        if (TextCheck.SentencesIn(text).Count() > TextCheck.MostSentences)
        {
            said.Append('\n').Append(call.Say.Of(Phrase.CheckedOnly, TextCheck.MostSentences)).Append('\n');
        }

        said.Append("\n*").Append(call.Say.Of(Phrase.CheckedHow)).Append('*');
        var papers = sources.Citations.DistinctBy(c => c.Number).Select(c => c.PaperId).ToList();
        return Task.FromResult(new Reply(papers.Count == 0 ? said.ToString() : $"{said}\n\n{sources.Render()}") { Papers = papers });
    }

    private static string Line(CheckedText sentence, SourceList sources, Phrases say)
    {
        var shown = $"“{Markdown.Literal(sentence.Text, MostShown)}”";
        if (sentence.Paper is not { } paper)
        {
            return $"- ❔ {shown}: {say.Of(Phrase.NotStated)}";
        }

        var (sign, word) = sentence.Standing == Standing.Supported ? ("✅", Phrase.Supported) : ("❌", Phrase.Contradicted);
        var marker = sources.Cite(paper, sentence.Quote);
        return $"- {sign} {shown}: {say.Of(word)} {marker}\n> “{PaperText.Sentence(sentence.Quote)}”";
    }
}
