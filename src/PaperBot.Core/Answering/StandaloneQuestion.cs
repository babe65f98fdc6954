using System.Globalization;
using System.Text;
using PaperBot.Conversations;
using PaperBot.Prompts;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// Lets a model make a follow-up a question of its own. What it writes only searches and is only believed as far as the
/// conversation goes: a word that nobody used, an answer instead of a question, or a lost word of the question, and the follow-up
/// stays as it was asked.
/// </summary>
internal sealed class StandaloneQuestion(IPromptRunner prompts)
{
    private const int MostTurns = 6;
    private const int MostOfATurn = 400;
    private const int Longest = 300;

    // A question keeps its words but for those that pointed at something said before.
    private const double MustKeep = 0.6;

    // Words that point at something said before and give way to its name.
    private static readonly HashSet<string> Pointing = new(
        "first second third fourth fifth sixth seventh eighth ninth tenth last former latter previous next one ones two three"
            .Split(' ').Select(EnglishStemmer.Stem),
        StringComparer.Ordinal);

    /// <summary>The question alone, or null where there is none to be trusted, with the run behind it.</summary>
    /// <param name="question">The follow-up.</param>
    /// <param name="deadline">Most time the model gets.</param>
    /// <param name="cancellationToken">Stops the model.</param>
    /// <exception cref="PromptFailedException">The model failed or was too slow.</exception>
    public async Task<(string? Text, PromptResult Run)> RewriteAsync(
        Question question, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var request = new PromptRequest(PromptNames.StandaloneQuestion, new Dictionary<string, string>
        {
            ["history"] = History(question.History), ["question"] = PlainLine.Of(question.Text, MostOfATurn),
        })
        {
            Deadline = deadline,
            Options = new() { Seed = question.Seed },
        };
        var run = await prompts.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return (Trusted(run, question), run);
    }

    // Sources under an answer are what "the second one" means; the start of a long answer and its end matter most.
    private static string History(IReadOnlyList<Turn> turns)
    {
        var lines = new StringBuilder();
        foreach (var turn in turns.TakeLast(MostTurns))
        {
            // One line a message: no message can speak for another.
            var text = turn.Text.Length <= 2 * MostOfATurn
                ? PlainLine.Of(turn.Text)
                : PlainLine.Of($"{turn.Text[..MostOfATurn]} … {turn.Text[^MostOfATurn..]}");
            lines.Append(turn.Role == Speaker.User ? "Person: " : "Bot: ").Append(text).Append('\n');
        }

        return lines.ToString().TrimEnd('\n');
    }

    private static string? Trusted(PromptResult run, Question question)
    {
        var text = run.Text.Trim().Trim('"', '“', '”').Trim();
        if (run.IsCut || text.Length is 0 or > Longest || text.Contains('\n', StringComparison.Ordinal))
        {
            return null;
        }

        var asked = Stems(question.Text);
        var said = question.History.SelectMany(t => Stems(t.Text)).Concat(asked).ToHashSet(StringComparer.Ordinal);
        var places = ListReference.In(question.Text)?.Places.Select(p => p.ToString(CultureInfo.InvariantCulture)).ToList() ?? [];
        var kept = asked.Where(w => !Pointing.Contains(w) && !places.Contains(w)).ToList();
        var written = Stems(text);
        return written.Count > 0 && written.All(said.Contains)
            && kept.Count(written.Contains) >= MustKeep * kept.Count
            && !text.Equals(question.Text.Trim(), StringComparison.OrdinalIgnoreCase)
            ? text
            : null;
    }

    private static HashSet<string> Stems(string text) =>
        [.. Words.Of(text).Where(w => !StopWords.IsAskingWord(w.Folded)).Select(w => EnglishStemmer.Stem(w.Folded))];
}
