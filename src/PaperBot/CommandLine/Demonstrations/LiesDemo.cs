using System.CommandLine;
using System.Globalization;
using PaperBot.Evaluation;
using PaperBot.Generation;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine.Demonstrations;

/// <summary><c>demo lies</c>: a model that lies, and what its readers would get.</summary>
internal static class LiesDemo
{
    private const int Shown = 10;
    private const int Sources = 5;

    public static Command Create(CommandLineProgram program)
    {
        var seed = new Option<int>("--seed") { Description = "Another number, other lies", DefaultValueFactory = _ => 7 };
        var lies = new Command("lies", "Ten lies of a stand-in for a weak model: draft, what was posted, why") { seed };
        program.Handle(lies, (run, cancellationToken) => SampleCorpus.UseAsync(
            run,
            async (aside, papers) =>
            {
                await TellAsync(aside, papers, aside.Value(seed), cancellationToken).ConfigureAwait(false);
                return ExitCode.Done;
            },
            cancellationToken));
        return lies;
    }

    private static async Task TellAsync(Run run, CorpusSnapshot papers, int seed, CancellationToken cancellationToken)
    {
        using var liar = new LyingModel(seed, rate: 1);
        var writer = StandIn.WriterWith(run.Services, liar);
        var shown = 0;
        foreach (var question in EvalQuestion.ReadFile(Path.Combine(SampleImport.Folder, "questions.jsonl")).Where(q => q.Kind == "fact"))
        {
            if (shown >= Shown)
            {
                break;
            }

            List<Paper> given = [.. papers.Rank(QueryTerms.Of(question.Question), PaperFilter.None, null, Sources).Select(h => h.Paper)];
            var text = await writer.WriteAsync(GroundedTask.Answer(question.Question, given), cancellationToken).ConfigureAwait(false);
            if (text.Sentences.FirstOrDefault(s => liar.Lies.Any(l => l.Text == s.Draft)) is { } lie)
            {
                shown++;
                run.Show(Card(shown, question.Question, lie, liar.Lies.First(l => l.Text == lie.Draft).Change));
            }
        }
    }

    private static string Card(int number, string question, WrittenSentence lie, string change)
    {
        var found = lie.Verdict.IsSupported ? "nothing" : lie.Verdict.Detail;
        string[] lines =
        [
            $"**{number.ToString(CultureInfo.InvariantCulture)}. {question}**", $"- Draft: {lie.Draft}",
            $"- The lie: {change}", $"- Found: {found}", $"- Posted: {LiePosted.Of(lie)}", "",
        ];
        return string.Join('\n', lines);
    }
}
