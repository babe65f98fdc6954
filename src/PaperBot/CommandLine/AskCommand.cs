using System.CommandLine;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Commands;
using PaperBot.Conversations;
using PaperBot.Models;
using PaperBot.Records;
using PaperBot.Retrieval;
using Command = System.CommandLine.Command;

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
        var edition = new Option<string?>("--edition")
        {
            Description = "Only from a digest, by its day or key; its numbers count, as in \"compare 2 and 5\"",
            HelpName = "YYYY-MM-DD[/CHANNEL]",
        };
        var papers = new Option<string?>("--papers")
        {
            Description = "Only from these papers, by id or title, numbered in this order", HelpName = "ID,ID",
        };
        var batch = SharedOptions.Batch("{\"id\",\"question\",\"history\"}");
        var json = SharedOptions.Json();
        var command = new Command("ask", "Answer a question, with citations") 
        {
            question, engine, history, edition, papers, batch, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            if (run.Value(edition) is not null && run.Value(papers) is not null)
            {
                throw new UsageException("--edition and --papers are two lists; ask takes one.");
            }

            if (run.Value(batch) is not null && (run.Value(question) is { Length: > 0 } || run.Value(history) is not null))
            {
                throw new UsageException("--batch brings its own questions and histories; ask takes either it or QUESTION.");
            }

            // Asked for by its name, an engine that is not there is a failure and not another's turn.
            var answerer = run.Value(engine) is WritingEngines.Local or WritingEngines.OpenAI
                ? run.Services.AnswererWith(run.Service<WritingEngines>().Only(run.Value(engine)!))
                : run.Service<QuestionAnswerer>();
            var withModel = run.Value(engine) != Answer.Extractive;
            var text = run.Value(batch) is null ? run.Text(question) : "";
            var snapshot = await run.PapersToAskAsync(cancellationToken).ConfigureAwait(false);
            var listed = run.Value(edition) is { } key ? await run.EditionAsync(key, cancellationToken).ConfigureAwait(false)
                : run.Value(papers) is { } named ? Listed(named, snapshot)
                : [];
            if (run.Value(batch) is { } file)
            {
                return await RunBatchAsync(run, answerer, file, listed, withModel, cancellationToken).ConfigureAwait(false);
            }

            var asked = new Question("1", text)
            {
                History = run.Value(history) is { } turns ? Turns(turns) : [], Listed = listed, WithModel = withModel,
            };
            var answer = await run.AnswerAsync(answerer, asked, cancellationToken).ConfigureAwait(false);
            run.Show(answer, run.Value(json));
            return ExitCode.Done;
        });
    }

    /// <summary>Keeps an answer, and returns it as it is to be shown.</summary>
    public static Task<Answer> KeepAsync(
        this Run run, AnswerKind kind, Question asked, Answer answer, CancellationToken cancellationToken) =>
        run.Service<AnswerRecorder>().KeepAsync(kind, asked, answer, Asker.CommandLine, cancellationToken);

    /// <summary>Prints an answer for a person or a program.</summary>
    public static void Show(this Run run, Answer answer, bool json, bool themes = false)
    {
        if (json)
        {
            // An answer that is one of a kind is named by its own id, a line of a batch by the line's.
            var document = AnswerJson.Of(answer) with { Id = answer.Id ?? answer.QuestionId };
            run.Out.WriteJson(document with { Themes = themes ? answer.Themes : null });
        }
        else
        {
            run.Show(answer.Text);
        }
    }

    private static async Task<int> RunBatchAsync(
        Run run, QuestionAnswerer answerer, FileInfo file, IReadOnlyList<string> listed, bool withModel, CancellationToken cancellationToken)
    {
        var questions = new BatchFile(file, run.Streams.Error);
        foreach (var line in questions.Read())
        {
            var question = new Question(line.Id!, line.Question ?? line.Text ?? "")
            {
                History = TurnJson.Turns(line.History ?? []), Listed = listed, WithModel = withModel,
            };
            run.Out.WriteJson(AnswerJson.Of(await run.AnswerAsync(answerer, question, cancellationToken).ConfigureAwait(false)));
        }

        return questions.Code;
    }

    private static async Task<Answer> AnswerAsync(
        this Run run, QuestionAnswerer answerer, Question asked, CancellationToken cancellationToken)
    {
        var answer = await answerer.AnswerAsync(asked, cancellationToken).ConfigureAwait(false);
        return await run.KeepAsync(AnswerKind.Question, asked, answer, cancellationToken).ConfigureAwait(false);
    }

    private static List<string> Listed(string named, CorpusSnapshot papers)
    {
        List<string> ids = [];
        foreach (var typed in named.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var paper = PaperReference.Resolve(papers, typed, out var problem) ?? throw new CommandFailure(problem);
            if (ids.Contains(paper.Id))
            {
                throw new CommandFailure($"{paper.Id} is named twice; a list takes different papers.");
            }

            ids.Add(paper.Id);
        }

        return ids.Count > 0 ? ids : throw new UsageException("--papers takes one or more ids, with commas between.");
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
