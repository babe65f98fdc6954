using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.CommandLine.Demonstrations;
using PaperBot.Evaluation;
using PaperBot.Generation;
using PaperBot.Hosting;
using PaperBot.Retrieval;
using PaperBot.Surfaces;

namespace PaperBot.CommandLine.Trying;

/// <summary>
/// Lets a stand-in for a weak model lie about stored papers and posts what it drafted beside what readers would get.
/// </summary>
internal static class CaughtLies
{
    private const int Shown = 3;
    private const int Sources = 5;

    // Each time other lies, and a post is never made twice.
    private static int times;

    public static async Task PostAsync(
        IServiceProvider services, string channel, TextWriter steps, CancellationToken cancellationToken)
    {
        var time = ++times;
        var papers = services.GetRequiredService<Corpus>().Current;
        using var liar = new LyingModel(6 + time, rate: 1);
        var writer = StandIn.WriterWith(services, liar);
        var shown = 0;
        foreach (var question in Questions())
        {
            var hits = papers.Rank(QueryTerms.Of(question), PaperFilter.None, null, Sources);
            List<Papers.Paper> given = [.. hits.Select(h => h.Paper)];
            if (given.Count == 0 || shown >= Shown)
            {
                continue;
            }

            var text = await writer.WriteAsync(GroundedTask.Answer(question, given), cancellationToken).ConfigureAwait(false);
            if (text.Sentences.FirstOrDefault(s => liar.Lies.Any(l => l.Text == s.Draft)) is { } lie)
            {
                shown++;
                await Step($"Caught: {Found(lie).TrimEnd('.')}. Posted in its place: {Shortly(lie)}.").ConfigureAwait(false);
                var key = string.Create(CultureInfo.InvariantCulture, $"lie-{time}-{shown}-{Environment.ProcessId}");
                var card = Card(question, lie, liar.Lies.First(l => l.Text == lie.Draft).Change);
                await services.GetRequiredService<IChatSurface>()
                    .PostAsync(channel, key, card, cancellationToken).ConfigureAwait(false);
            }
        }

        await Step(shown > 0
            ? "Each stands in the channel: the draft, what was wrong in it, and what a reader gets."
            : "These papers gave the model nothing to lie about; the sample does.").ConfigureAwait(false);

        Task Step(string text) => steps.WriteLineAsync(BotProcess.Step + text.ReplaceLineEndings(" "));
    }

    private static IEnumerable<string> Questions() =>
        EvalQuestion.ReadFile(Path.Combine(SampleImport.Folder, "questions.jsonl"))
            .Where(q => q.Kind == "fact").Select(q => q.Question);

    private static string Shortly(WrittenSentence lie) => lie.Fate switch
    {
        SentenceFate.Dropped => "nothing",
        SentenceFate.Quoted => "the abstract's own sentence",
        SentenceFate.Rewritten => "the second attempt",
        _ => "the lie itself",
    };

    private static string Found(WrittenSentence lie) => lie.Verdict.IsSupported ? "nothing" : lie.Verdict.Detail;

    private static string Card(string question, WrittenSentence lie, string change) => string.Join('\n',
        $"**A lying model, asked: {question}**", $"It drafted: {lie.Draft}", $"The lie: {change}", $"Found: {Found(lie)}",
        $"> Posted: {LiePosted.Of(lie)}");
}
