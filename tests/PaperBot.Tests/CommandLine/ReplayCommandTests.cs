using System.Text.Json;
using Microsoft.Extensions.Options;
using PaperBot.Records;
using PaperBot.Sqlite;
using PaperBot.Tests.Records;
using Xunit;

namespace PaperBot.Tests.CommandLine;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder inputs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        data.Dispose();
        inputs.Dispose();
    }

    [Fact]
    public async Task An_extractive_answer_is_replayed_the_same_and_says_that_it_has_no_prompt()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var asked = (await ProgramRun.Of(data, "ask", "How many parameters does Kiteline have?", "--json")).Json;
        var id = asked.GetProperty("answerId").GetString()!;
        Assert.Equal(id, asked.GetProperty("id").GetString());
        Assert.EndsWith($"\n-# answer {id}", asked.GetProperty("answer").GetString(), StringComparison.Ordinal);

        var run = await ProgramRun.Of(data, "replay", id);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("Question: How many parameters does Kiteline have?", run.Out, StringComparison.Ordinal);
        Assert.Contains("there is no prompt", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("The same came out.", run.Out, StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80, line));

        var json = (await ProgramRun.Of(data, "replay", id, "--json")).Json;
        Assert.True(json.GetProperty("again").GetProperty("same").GetBoolean());
        Assert.Equal("unchanged", json.GetProperty("sources")[0].GetProperty("state").GetString());
        Assert.Equal(asked.GetProperty("answer").GetString(), json.GetProperty("answer").GetString());
    }

    [Theory]
    [InlineData("extractive", false)]
    [InlineData("auto", true)]
    public async Task Engine_that_is_asked_for_is_kept_with_the_question(string engine, bool withModel)
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        string[] args = ["ask", "--engine", engine, "How many parameters does Kiteline have?", "--json"];
        var id = (await ProgramRun.Of(data, args)).Json.GetProperty("answerId").GetString()!;
        using var database = new SqliteDatabase(Path.Combine(data.Path, Adapters.DatabaseFile));
        var log = new SqliteAnswerLog(database, Options.Create(new AnswerLogOptions()), TimeProvider.System);
        Assert.Equal(withModel, (await log.FindAsync(id, Token))!.Question.WithModel);
    }

    [Theory]
    [InlineData("compare", "kiteline", "lanternfish")]
    [InlineData("summarize", "graph")]
    [InlineData("ask", "--papers", "kiteline,lanternfish", "compare", "2", "and", "1")]
    public async Task Comparisons_summaries_and_lists_are_run_again_as_they_were(params string[] args)
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var id = (await ProgramRun.Of(data, [.. args, "--json"])).Json.GetProperty("answerId").GetString()!;
        var run = await ProgramRun.Of(data, "replay", id);
        Assert.Contains("The same came out.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_that_changed_or_is_gone_is_named()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var id = (await ProgramRun.Of(data, "compare", "kiteline", "lanternfish", "--json")).Json.GetProperty("answerId").GetString()!;
        await File.WriteAllTextAsync(
            Path.Combine(inputs.Path, "later.jsonl"),
            """
            {"title":"Kiteline: Graph Transformers for Alpine Rescue","abstract":"Kiteline is a graph transformer with 34M parameters."}
            """,
            Token);
        Assert.Equal(0, (await ProgramRun.Of(data, "import", Path.Combine(inputs.Path, "later.jsonl"))).Code);
        var changed = await ProgramRun.Of(data, "replay", id);
        Assert.Contains("CHANGED since", changed.Out, StringComparison.Ordinal);
        Assert.Contains("Not the same:", changed.Out, StringComparison.Ordinal);
        Assert.Contains("text: The text to post is another one.", changed.Out, StringComparison.Ordinal);

        await ProgramRun.Of(data, "import", "--undo", "last");
        await ProgramRun.Of(data, "import", "--undo", "last");
        var gone = await ProgramRun.Of(data, "replay", id);
        Assert.Equal(0, gone.Code);
        Assert.Contains("GONE", gone.Out, StringComparison.Ordinal);
        Assert.Contains("It cannot be run again.", gone.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_shown_with_prompt_raw_output_and_what_checking_changed()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        await KeepAsync(SomeRecords.Whole("k7f3q2md") with { At = TimeProvider.System.GetUtcNow() });
        var run = await ProgramRun.Of(data, "replay", "#K7F3Q2MD");
        Assert.Equal(0, run.Code);
        foreach (var shown in new[]
        {
            "Searched as: compare B and A", "CALL 1 OF THE MODEL: answer", "SHA-256 00ff", "tiny-1b", "SHA-256 ee11", "Seed: 42",
            "Sent as system:", "Be <short>.", "<think>hm</think>A gains 5% [1].", "QUOTED: A gains 5% [1].", "why: number",
            "instead: It gains 4.2\\%.", "too slow", "model: Then tiny-1b (file ee11), now no model.", "GONE",
        })
        {
            Assert.Contains(shown, run.Out, StringComparison.Ordinal);
        }

        var json = (await ProgramRun.Of(data, "replay", "k7f3q2md", "--json")).Json;
        Assert.Equal("Be <short>.", json.GetProperty("runs")[0].GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.Equal(42, json.GetProperty("runs")[0].GetProperty("seed").GetInt64());
        Assert.Equal("quoted", json.GetProperty("sentences")[0].GetProperty("fate").GetString());
        Assert.Equal("2026-03-04", json.GetProperty("citations")[0].GetProperty("date").GetString());
        Assert.False(json.GetProperty("again").GetProperty("same").GetBoolean());
        Assert.DoesNotContain("\"person\"", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k7f3q2md", "no longer kept")]
    [InlineData("7", "That is no answer's id")]
    public async Task An_unknown_id_gets_one_sentence(string id, string says)
    {
        var run = await ProgramRun.Of(data, "replay", id);
        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Lines_of_a_batch_keep_their_id_beside_that_of_the_answer_and_small_talk_has_none()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var batch = inputs.File("q.jsonl", "{\"id\":\"q1\",\"question\":\"What is Kiteline?\"}\n{\"id\":\"q2\",\"question\":\"hello\"}\n");
        var lines = (await ProgramRun.Of(data, "ask", "--batch", batch)).Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["q1", "q2"], lines.Select(l => l.GetProperty("id").GetString()));
        Assert.Equal(0, (await ProgramRun.Of(data, "replay", lines[0].GetProperty("answerId").GetString()!)).Code);
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("answerId").ValueKind);
    }

    [Theory]
    [InlineData(2, "ask", "--edition", "2026-01-01", "--papers", "kiteline", "what?")]
    [InlineData(2, "ask", "--edition", "soon", "what?")]
    [InlineData(2, "ask", "--papers", " , ", "what?")]
    [InlineData(2, "ask", "--batch", "questions.jsonl", "what?")]
    [InlineData(2, "forget", " ")]
    [InlineData(1, "ask", "--edition", "2020-01-01", "what?")]
    [InlineData(1, "ask", "--papers", "kiteline,kiteline", "what?")]
    [InlineData(1, "ask", "--papers", "no-such-paper-at-all", "what?")]
    public async Task What_cannot_be_meant_is_refused(int code, params string[] args)
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var run = await ProgramRun.Of(data, args);
        Assert.Equal((code, ""), (run.Code, run.Out));
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public async Task A_person_is_forgotten_on_the_command_line_after_a_yes()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var id = (await ProgramRun.Of(data, "ask", "What is Kiteline?", "--json")).Json.GetProperty("answerId").GetString()!;
        Assert.Contains("1 kept answer ", (await ProgramRun.Of(data, "forget", "console")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await ProgramRun.Of(data, "replay", id)).Code);
        Assert.StartsWith("Erased", (await ProgramRun.Of(data, "forget", "console", "--yes")).Out, StringComparison.Ordinal);
        Assert.Equal(1, (await ProgramRun.Of(data, "replay", id)).Code);
        Assert.StartsWith("Nothing is stored", (await ProgramRun.Of(data, "forget", "console")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prompt_remembers_the_digest_it_began_with_and_the_last_session()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var first = await ProgramRun.WithInput("compare 1 and 2\n", data);
        Assert.Contains("[2] ", first.Out, StringComparison.Ordinal);
        var second = await ProgramRun.WithInput("/evidence\n", data);
        Assert.Contains("Evidence of answer", second.Out, StringComparison.Ordinal);
    }

    private async Task KeepAsync(AnswerRecord record)
    {
        using var database = new SqliteDatabase(Path.Combine(data.Path, Adapters.DatabaseFile));
        await new SqliteAnswerLog(database, Options.Create(new AnswerLogOptions()), TimeProvider.System).TryKeepAsync(record, Token);
    }
}
