using Microsoft.Extensions.AI;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Prompts.Grammars;
using PaperBot.Prompts.Sources;

namespace PaperBot.Generation;

/// <summary>
/// Lets a model answer from numbered sources and lets nothing through that they do not support: each finished sentence is checked;
/// what fails is tried once more, then replaced by the abstract's own sentence, or dropped.
/// </summary>
internal sealed class GroundedWriter(IPromptRunner prompts, IChatClient client)
{
    private const int MostSentences = 6;
    private const int OutputTokens = 320;
    private const int PromptTokens = 400;

    // What a client that does not tell its context is trusted with; the smallest local models have this much.
    private const int LeastContextTokens = 4096;

    // A refused sentence is replaced by its closest evidence only when that speaks of the same thing.
    private const double CloseEnough = 0.3;

    // Two sentences that share this much of their words say the same.
    private const double Same = 0.7;

    /// <summary>Writes and verifies one answer.</summary>
    /// <param name="question">A question that needs no earlier message.</param>
    /// <param name="papers">What may be cited, best first; at most eight are given to the model.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="PromptFailedException">The model failed or was too slow.</exception>
    public async Task<GroundedText> WriteAsync(
        string question, IReadOnlyList<Paper> papers, CancellationToken cancellationToken)
    {
        var abilities = ChatCapabilities.Of(client);
        var budget = PromptBudget.Of(abilities.ContextTokens ?? LeastContextTokens, PromptTokens, OutputTokens) with { Sources = papers.Count };
        var counter = EstimatedTokens.Or(client);
        var block = SourceBlock.Of(papers, budget, counter);
        List<GroundingSource> sources = [.. block.Sources.Select(s => new GroundingSource(s.Number, s.Paper))];
        var verifier = new CitationVerifier(sources);
        var request = new PromptRequest(PromptNames.Answer, new Dictionary<string, string>
        {
            ["sources"] = block.Text, ["question"] = ShownLine.Of(question),
        })
        {
            Options = abilities.Grammar ? ChatCapabilities.WithGrammar(AnswerGrammar.Cited(block.Sources, MostSentences)) : null,
        };

        var (verdicts, run) = await AttemptAsync(request, verifier, sources, cancellationToken).ConfigureAwait(false);
        if (Abstention(run.Text) is { } abstention)
        {
            return new GroundedText(abstention, [], sources, run);
        }

        // The second attempt may only choose among the sources' own sentences, where the client can be held to that.
        var again = request with
        {
            Options = abilities.Grammar ? ChatCapabilities.WithGrammar(AnswerGrammar.Quotes(block.Sources, MostSentences, mayAbstain: false)) : null,
        };
        var spare = verdicts.TrueForAll(v => v.Verdict.IsSupported) ? []
            : (await AttemptAsync(again, verifier, sources, cancellationToken).ConfigureAwait(false)).Verdicts.Where(v => v.Verdict.IsSupported).ToList();
        var sentences = Repair(verdicts, spare, sources);
        var outcome = sentences.Exists(s => s.Fate != SentenceFate.Dropped) ? GenerationOutcome.Written : GenerationOutcome.Nothing;
        return new GroundedText(outcome, sentences, sources, run);
    }

    private async Task<(List<(string Draft, Verdict Verdict)> Verdicts, PromptResult Run)> AttemptAsync(
        PromptRequest request, CitationVerifier verifier, IReadOnlyList<GroundingSource> given, CancellationToken cancellationToken)
    {
        var stream = new SentenceStream();
        List<(string Draft, Verdict Verdict)> verdicts = [];
        PromptResult? result = null;
        await foreach (var update in prompts.StreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            switch (update)
            {
                case PromptText { Text: var piece }:
                    Check(stream.Add(piece));
                    break;
                case PromptWithdrawn:
                    stream = new SentenceStream();
                    verdicts.Clear();
                    break;
                case PromptFinished { Result: var finished }:
                    result = finished;
                    break;
            }
        }

        // A last sentence cut by the length limit says only half.
        var rest = stream.Finish();
        Check(result!.IsCut ? rest.SkipLast(1) : rest);
        return (verdicts, result);

        void Check(IEnumerable<string> finished) =>
            verdicts.AddRange(finished.Take(MostSentences - verdicts.Count).Select(s => (s, PlantedText.Check(verifier.Check(s), given, request.Variables["question"]))));
    }

    private static List<WrittenSentence> Repair(
        List<(string Draft, Verdict Verdict)> verdicts, List<(string Draft, Verdict Verdict)> spare, List<GroundingSource> sources)
    {
        List<string> said = [.. verdicts.Where(v => v.Verdict.IsSupported).Select(v => v.Verdict.Claim)];
        List<WrittenSentence> sentences = [];
        foreach (var (draft, verdict) in verdicts)
        {
            if (verdict.IsSupported)
            {
                sentences.Add(new WrittenSentence(draft, verdict, SentenceFate.Kept, verdict.Claim, verdict.Evidence));
                continue;
            }

            if (Quoted(verdict.Claim, sources) is { } quoted)
            {
                said.Add(verdict.Claim);
                sentences.Add(new WrittenSentence(draft, verdict, SentenceFate.Quoted, verdict.Claim, quoted));
                continue;
            }

            var other = spare.FindIndex(s => !said.Exists(x => AreSame(x, s.Verdict.Claim)));
            if (other >= 0)
            {
                var replacement = spare[other].Verdict;
                spare.RemoveAt(other);
                said.Add(replacement.Claim);
                sentences.Add(new WrittenSentence(draft, verdict, SentenceFate.Rewritten, replacement.Claim, replacement.Evidence));
                continue;
            }

            var closest = verdict.Overlap >= CloseEnough ? verdict.Evidence.FirstOrDefault(e => !said.Exists(x => AreSame(x, e.Text))) : null;
            if (closest is not null)
            {
                said.Add(closest.Text);
            }

            sentences.Add(closest is null
                ? new WrittenSentence(draft, verdict, SentenceFate.Dropped, "", [])
                : new WrittenSentence(draft, verdict, SentenceFate.Quoted, closest.Text, [closest]));
        }

        return sentences;
    }

    // A true sentence of one source under the marker of another: the marker is what is wrong.
    private static List<SupportingSpan>? Quoted(string claim, List<GroundingSource> sources)
    {
        foreach (var source in sources)
        {
            if (source.Verbatim(claim) is { } whole)
            {
                return [.. whole.Select(i => new SupportingSpan(source.Number, source.Sentences[i].Start, source.Sentences[i].Text))];
            }
        }

        return null;
    }

    private static bool AreSame(string a, string b)
    {
        var (x, y) = (Stems(a), Stems(b));
        var smaller = Math.Min(x.Count, y.Count);
        return smaller == 0 || x.Count(y.Contains) >= Same * Math.Max(x.Count, y.Count);
    }

    private static HashSet<string> Stems(string text) =>
        [.. Text.Words.Of(text).Where(w => !Text.StopWords.IsFunctionWord(w.Folded)).Select(w => Text.EnglishStemmer.Stem(w.Folded))];

    private static GenerationOutcome? Abstention(string text)
    {
        var plain = text.Trim().TrimEnd('.', '!').Trim();
        return plain.Equals(AbstentionWords.NotStated, StringComparison.OrdinalIgnoreCase) ? GenerationOutcome.NotStated
            : plain.Equals(AbstentionWords.NoMatch, StringComparison.OrdinalIgnoreCase) ? GenerationOutcome.NoMatch
            : null;
    }
}
