using Microsoft.Extensions.Logging;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Prompts;

namespace PaperBot.Answering;

/// <summary>
/// Turns ranked papers into an answer in a model's words, of which every sentence is supported by what it cites. Whatever goes
/// wrong with the model, there is no answer from here, and the extractive one stands.
/// </summary>
internal sealed partial class GroundedReader(GroundedWriter writer, ILogger<GroundedReader> logger)
{
    private const int FewSources = 5;
    private const int ManySources = 8;

    /// <summary>The engine named with such answers.</summary>
    public const string Engine = "local";

    /// <summary>The verified answer, or null when the model gave none that could be posted.</summary>
    public async Task<Reply?> ReadAsync(string question, Ranking ranking, AnswerShape shape, CancellationToken cancellationToken)
    {
        var most = shape.Breadth is Breadth.Several or Breadth.Compare ? ManySources : FewSources;
        List<Paper> papers = [.. ranking.Hits.Take(most).Select(h => h.Paper)];
        try
        {
            // A follow-up names its paper only in the conversation, which the model does not see.
            var asked = ranking is { ByName: false, Named: [var meant, ..] } ? $"{question} (about: {meant.Title})" : question;
            var text = await writer.WriteAsync(asked, papers, cancellationToken).ConfigureAwait(false);
            return text.Outcome == GenerationOutcome.Written ? Compose(text) : null;
        }
        catch (PromptFailedException failed)
        {
            LogFailed(logger, failed);
            return null;
        }
    }

    private static Reply Compose(GroundedText text)
    {
        var sources = new SourceList();
        var sentences = text.Sentences.Where(s => s.Fate != SentenceFate.Dropped).Select(s =>
        {
            var markers = s.Evidence.Select(e => sources.Cite(text.Sources.First(x => x.Number == e.Source).Paper, e.Text));
            return $"{PaperText.Sentence(s.Text)} {string.Concat(markers.Distinct(StringComparer.Ordinal))}";
        }).ToList();
        return Reply.Answered(string.Join(' ', sentences), sources) with { Engine = Engine };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model gave no answer; the abstracts' own words stand")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
