using System.CommandLine;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Conversations;

namespace PaperBot.CommandLine;

/// <summary><c>ask</c>: one answer, or many from a file.</summary>
internal static class AskCommand
{
    private static readonly string[] Engines = ["auto", "extractive", "local", "openai"];

    public static Command Create(CommandLineProgram program)
    {
        var question = SharedOptions.Words("QUESTION", "What you want to know");
        var engine = new Option<string>("--engine")
        {
            Description = "Who writes the answer; auto takes the best there is", DefaultValueFactory = _ => "auto",
        }.AcceptOnlyFromAmong(Engines);
        var history = new Option<FileInfo?>("--history")
        {
            Description = "Earlier messages, as JSON lines or a JSON array of {\"role\",\"text\"}", HelpName = "FILE",
        };
        var batch = SharedOptions.Batch("{\"id\",\"question\",\"history\"}");
        var json = SharedOptions.Json();
        var command = new Command("ask", "Answer a question, with citations") { question, engine, history, batch, json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            if (run.Value(engine) is "local" or "openai")
            {
                throw new CommandFailure($"Not yet: engine {run.Value(engine)} comes with a later version; extractive is there.");
            }

            if (run.Value(batch) is { } file)
            {
                return await RunBatchAsync(run, file, cancellationToken).ConfigureAwait(false);
            }

            var asked = new Question("1", run.Text(question)) { History = run.Value(history) is { } turns ? Turns(turns) : [] };
            await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var answer = await run.Service<QuestionAnswerer>().AnswerAsync(asked, cancellationToken).ConfigureAwait(false);
            run.Show(answer, run.Value(json));
            return ExitCode.Done;
        });
    }

    /// <summary>Prints an answer for a person or a program.</summary>
    public static void Show(this Run run, Answer answer, bool json, bool themes = false)
    {
        if (json)
        {
            run.Out.WriteJson(AnswerJson.Of(answer) with { Themes = themes ? answer.Themes : null });
        }
        else
        {
            run.Show(answer.Text);
        }
    }

    private static async Task<int> RunBatchAsync(Run run, FileInfo file, CancellationToken cancellationToken)
    {
        var questions = new BatchFile(file, run.Streams.Error);
        await run.PapersAsync(cancellationToken).ConfigureAwait(false);
        var answerer = run.Service<QuestionAnswerer>();
        foreach (var line in questions.Read())
        {
            var question = new Question(line.Id!, line.Question ?? line.Text ?? "") { History = TurnJson.Turns(line.History ?? []) };
            var answer = await answerer.AnswerAsync(question, cancellationToken).ConfigureAwait(false);
            run.Out.WriteJson(AnswerJson.Of(answer));
        }

        return questions.Code;
    }

    private static IReadOnlyList<Turn> Turns(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new CommandFailure($"The file {file} does not exist.");
        }

        var text = File.ReadAllText(file.FullName).Trim();
        return text.StartsWith('[')
            ? TurnJson.Turns(JsonOutput.Read<IReadOnlyList<TurnJson>>(text, $"{file}"))
            : TurnJson.Turns(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select((line, i) => JsonOutput.Read<TurnJson>(line, $"Line {i + 1} of {file}")).ToList());
    }
}
