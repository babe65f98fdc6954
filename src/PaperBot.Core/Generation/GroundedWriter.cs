using Microsoft.Extensions.AI;
using PaperBot.Grounding;
using PaperBot.Prompts;
using PaperBot.Prompts.Grammars;
using PaperBot.Prompts.Sources;

namespace PaperBot.Generation;

/// <summary>
/// Lets a model write from numbered sources and lets nothing through that they do not support: each finished sentence is checked;
/// what fails is tried once more, then replaced by the abstract's own sentence, or dropped.
/// </summary>
internal sealed class GroundedWriter(IPromptRunner prompts, IChatClient client, TimeProvider time)
{
    // The most that a shipped prompt lets a model write, and what the longest of them takes besides sources and question.
    private const int OutputTokens = 360;
    private const int PromptTokens = 400;

    // What a client that does not tell its context is trusted with; the smallest local models have this much.
    private const int LeastContextTokens = 4096;

    // With less of its time left than this, a second attempt would only keep the reader waiting.
    private const double ShareForSecond = 0.25;

    /// <summary>Writes and verifies one text.</summary>
    /// <exception cref="PromptFailedException">
    /// The model failed or was too slow in its first attempt; a failed second one costs only what it would have repaired.
    /// </exception>
    public async Task<GroundedText> WriteAsync(GroundedTask task, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var abilities = ChatCapabilities.Of(client);
        var given = task.Variables.ToDictionary(v => v.Key, v => ShownLine.Of(v.Value), StringComparer.Ordinal);
        var block = SourcesOf(task, given.Values, abilities);
        List<GroundingSource> sources = [.. block.Sources.Select(s => new GroundingSource(s.Number, s.Paper))];
        if (sources.Count == 0)
        {
            return new GroundedText(GenerationOutcome.Nothing, [], sources, []);
        }

        var verifier = new CitationVerifier(sources);
        var asked = string.Join(' ', given.Values);
        Verdict Check(string sentence) => ListedSource.Check(PlantedText.Check(verifier.Check(sentence), sources, asked), sources);
        var values = new Dictionary<string, string>(given, StringComparer.Ordinal) { ["sources"] = block.Text };
        var request = new PromptRequest(task.Prompt, values)
        {
            Deadline = task.Deadline,
            Options = Options(
                abilities,
                task.Seed,
                () => task.QuotesOnly
                    ? AnswerGrammar.Quotes(block.Sources, task.MostSentences)
                    : AnswerGrammar.Cited(block.Sources, task.MostSentences)),
        };
        var first = await Attempt.RunAsync(prompts, request, Check, task.MostSentences, Tell(task), cancellationToken).ConfigureAwait(false);
        if (Abstention(first.Run.Text) is { } abstention)
        {
            return new GroundedText(abstention, [], sources, [first.Run]);
        }

        // The second attempt may only choose among the sources' own sentences, where the client can be held to that; the same
        // seed would make the same mistake again.
        var again = request with
        {
            Deadline = task.Deadline - time.GetElapsedTime(started),
            Options = Options(
                abilities, first.Run.Seed + 1, () => AnswerGrammar.Quotes(block.Sources, task.MostSentences, mayAbstain: false)),
        };
        var second = first.Checked.All(c => c.Verdict.IsSupported || ListedSource.Is(c.Verdict.Claim, sources))
            || again.Deadline < ShareForSecond * task.Deadline
            ? null
            : await SecondAsync(again, Check, task.MostSentences, cancellationToken).ConfigureAwait(false);
        var sentences = new Repair(sources).Apply(
            first.Checked, second?.Checked.Select(c => c.Verdict).Where(v => v.IsSupported) ?? []);
        return new GroundedText(
            sentences.Any(s => s.Fate != SentenceFate.Dropped) ? GenerationOutcome.Written : GenerationOutcome.Nothing,
            sentences,
            sources,
            second is null ? [first.Run] : [first.Run, second.Run]);
    }

    // A question of thousands of characters leaves less room for sources.
    private SourceBlock SourcesOf(GroundedTask task, IEnumerable<string> given, ChatCapabilities abilities)
    {
        var counter = EstimatedTokens.Or(client);
        var promptTokens = PromptTokens + given.Sum(counter.Count);
        var budget = PromptBudget.Of(abilities.ContextTokens ?? LeastContextTokens, promptTokens, OutputTokens) with
        {
            Sources = task.Papers.Count,
        };
        return SourceBlock.Of(task.Papers, budget, counter);
    }

    private static ChatOptions Options(ChatCapabilities abilities, long? seed, Func<string> grammar)
    {
        var options = abilities.Grammar ? ChatCapabilities.WithGrammar(grammar()) : new ChatOptions();
        options.Seed = seed;
        return options;
    }

    private static Action<IReadOnlyList<CheckedSentence>>? Tell(GroundedTask task) => task.Supported is not { } tell ? null
        : sentences => tell([.. sentences.Where(s => s.Verdict.IsSupported).Select(s => s.AsWritten)]);

    private async Task<Attempt?> SecondAsync(
        PromptRequest request, Func<string, Verdict> check, int most, CancellationToken cancellationToken)
    {
        try
        {
            return await Attempt.RunAsync(prompts, request, check, most, null, cancellationToken).ConfigureAwait(false);
        }
        catch (PromptFailedException)
        {
            // What the first attempt got right is worth more than what is lost here.
            return null;
        }
    }

    private static GenerationOutcome? Abstention(string text)
    {
        var plain = text.Trim().TrimEnd('.', '!').Trim();
        return plain.Equals(AbstentionWords.NotStated, StringComparison.OrdinalIgnoreCase) ? GenerationOutcome.NotStated
            : plain.Equals(AbstentionWords.NoMatch, StringComparison.OrdinalIgnoreCase) ? GenerationOutcome.NoMatch
            : null;
    }
}
