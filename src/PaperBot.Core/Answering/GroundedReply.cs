using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>A model's verified text as a reply: its sentences with markers, numbered anew in the order they are cited.</summary>
internal static class GroundedReply
{
    /// <summary>The reply to a text of which at least one sentence is left.</summary>
    public static Reply Of(GroundedText text)
    {
        var sources = new SourceList();
        return Reply.Answered(Joined(SupportedSentence.Of(text), sources), sources);
    }

    /// <summary>What may be shown while the model writes; empty before its first supported sentence.</summary>
    /// <param name="written">Supported sentences.</param>
    /// <param name="papers">The papers given, in order of the model's markers.</param>
    public static string Draft(IReadOnlyList<WrittenSentence> written, IReadOnlyList<Paper> papers) =>
        MarkdownGuard.Of(Joined(SupportedSentence.Of(written, number => papers[number - 1]), new SourceList()));

    /// <summary>The model's word that the abstracts do not say it, with the nearest there is, so that a reader can judge.</summary>
    public static Reply Abstaining(GenerationOutcome outcome, Reply extractive, IReadOnlyList<Paper> papers)
    {
        var closest = extractive.Citations.FirstOrDefault(c => c.Quote.Length > 0);
        if (outcome == GenerationOutcome.NoMatch || papers.FirstOrDefault(p => p.Id == closest?.PaperId) is not { } paper)
        {
            return Reply.NoMatch("Nothing in the stored abstracts answers that.", papers);
        }

        var sources = new SourceList();
        return Reply.NotStated(
            $"The abstracts do not state that. Closest: «{PaperText.Sentence(closest!.Quote)}» {sources.Cite(paper, closest.Quote)}", sources);
    }

    private static string Joined(IEnumerable<SupportedSentence> sentences, SourceList sources) =>
        string.Join(' ', sentences.Select(s => s.Cite(sources)));
}
