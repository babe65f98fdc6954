using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Prompts;

namespace PaperBot.Answering;

/// <summary>
/// The model's part in an answer: a follow-up made a question of its own, and ranked papers turned into sentences of which each
/// is supported by what it cites. Where nothing came of it the extractive answer stands.
/// </summary>
internal sealed class GroundedReader(PatientWriter writer, StandaloneQuestion standalone)
{
    private const int FewSources = 5;
    private const int ManySources = 8;

    // Making the question stand alone may take this share of the time, writing the answer the rest.
    private const double ShareForRewriting = 0.25;

    /// <summary>What stands around the model.</summary>
    public ModelBoundary Boundary => writer.Boundary;

    /// <summary>The follow-up as a question of its own, or null where the model gave none that can be trusted.</summary>
    public async Task<string?> StandaloneAsync(
        Question question, TimeSpan left, TraceRecord trace, CancellationToken cancellationToken)
    {
        var (text, run) = await Boundary.RunAsync(
            (deadline, token) => standalone.RewriteAsync(question, deadline, token),
            left * ShareForRewriting,
            PromptNames.StandaloneQuestion,
            trace,
            cancellationToken).ConfigureAwait(false);
        if (run is not null)
        {
            trace.Ran(run);
        }

        trace.Asked(text);
        return text;
    }

    /// <summary>The verified answer, or null when the model gave none that could be posted.</summary>
    /// <param name="asked">The question, its words enough to understand it.</param>
    /// <param name="ranking">What it may be answered from.</param>
    /// <param name="shape">How many papers it is about.</param>
    /// <param name="fallback">The answer in the abstracts' own words.</param>
    /// <param name="turn">Seed, time and who watches.</param>
    /// <param name="trace">What happens is written here.</param>
    /// <param name="cancellationToken">Stops the model.</param>
    public async Task<Reply?> ReadAsync(
        string asked, Ranking ranking, AnswerShape shape, Reply fallback, ModelTurn turn, TraceRecord trace,
        CancellationToken cancellationToken)
    {
        var most = ranking.NamedOnly || shape.Breadth is Breadth.Several or Breadth.Compare ? ManySources : FewSources;
        List<Paper> papers = [.. ranking.Hits.Take(most).Select(h => h.Paper)];
        var task = GroundedTask.Answer(asked, papers) with
        {
            Seed = turn.Seed,
            QuotesOnly = Boundary.WantsQuotes(trace.Model),
            Supported = turn.Draft is { } draft ? written => draft(GroundedReply.Draft(written, papers)) : null,
        };
        switch (await writer.WriteAsync(task, turn.Left, trace, cancellationToken).ConfigureAwait(false))
        {
            case null:
                return null;
            case { Outcome: GenerationOutcome.Written } text:
                return GroundedReply.Of(text) with { Engine = trace.Engine };
            case { Outcome: GenerationOutcome.NotStated or GenerationOutcome.NoMatch } text:
                return GroundedReply.Abstaining(text.Outcome, fallback, papers) with { Engine = trace.Engine };
            case var text:
                var why = text.Runs.Count == 0 ? "No abstract fits into what the model can read"
                    : text.Sentences.Count == 0 ? "The model wrote nothing"
                    : "Nothing the model wrote was supported";
                trace.FellBack($"{why}; these are the abstracts' own words.");
                return null;
        }
    }
}
