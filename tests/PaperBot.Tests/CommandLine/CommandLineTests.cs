using System.Text.Json;
using PaperBot.Digests;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.CommandLine;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder inputs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        data.Dispose();
        inputs.Dispose();
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("ask", "--engine", "abacus", "why?")]
    [InlineData("search", "graphs", "--after", "yesterday")]
    [InlineData("search", "graphs", "-k", "0")]
    [InlineData("search")]
    [InlineData("import")]
    [InlineData("import", "--undo", "first")]
    [InlineData("import", "")]
    [InlineData("tldr")]
    [InlineData("compare", "one")]
    [InlineData("digest", "--count", "26")]
    [InlineData("model", "natives", "--kind", "Vulkan")]
    [InlineData("digest", "--topics", "\"open")]
    public async Task Wrong_usage_ends_with_2_and_says_so_on_standard_error_only(params string[] args)
    {
        var run = await ProgramRun.Of(data, args);
        Assert.Equal(2, run.Code);
        Assert.Equal("", run.Out);
        Assert.NotEqual("", run.Error);
    }

    [Theory]
    [InlineData("backup", "x.tar")]
    public async Task What_does_not_exist_yet_says_so_in_one_sentence(params string[] args)
    {
        var run = await ProgramRun.Of(data, args);
        Assert.Equal(1, run.Code);
        Assert.Equal("", run.Out);
        Assert.Contains("Not yet", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Help_names_the_commands_and_the_data_folder()
    {
        var run = await ProgramRun.Of(data, "--help");
        Assert.Equal(0, run.Code);
        Assert.Contains("summarize", run.Out, StringComparison.Ordinal);
        Assert.Contains("PaperBot.sln", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_reports_its_files_and_can_be_undone_as_a_whole()
    {
        var imported = (await ProgramRun.Of(data, "import", Listing.WriteTo(inputs), "--json")).Json;
        Assert.Equal(3, imported.GetProperty("added").GetInt32());
        Assert.Equal(3, imported.GetProperty("total").GetInt32());
        Assert.Equal(["added", "elapsedMs", "files", "merged", "total", "unchanged"], Names(imported));
        Assert.Equal(["format", "papers", "path", "skipped"], Names(imported.GetProperty("files")[0]));

        var listed = await ProgramRun.Of(data, "import", "--list");
        Assert.Contains("listing.txt", listed.Out, StringComparison.Ordinal);

        var undone = await ProgramRun.Of(data, "import", "--undo", "last");
        Assert.Equal(0, undone.Code);
        Assert.Equal("", (await ProgramRun.Of(data, "papers", "--json")).Out);
        Assert.Equal(1, (await ProgramRun.Of(data, "import", "--undo", "last")).Code);
    }

    [Fact]
    public async Task Standard_input_is_imported_too()
    {
        var run = await ProgramRun.WithInput(Listing.Text, data, "import", "-", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal(3, run.Json.GetProperty("added").GetInt32());
    }

    [Fact]
    public async Task A_missing_file_fails_with_one_sentence_that_names_it()
    {
        var run = await ProgramRun.Of(data, "import", "/nowhere/at-all.txt");
        Assert.Equal(1, run.Code);
        Assert.Contains("/nowhere/at-all.txt", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Papers_are_json_lines_with_null_for_what_no_source_states()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var run = await ProgramRun.Of(data, "papers", "--json");
        Assert.Equal(3, run.Lines.Count);
        var paper = JsonDocument.Parse(run.Lines[2]).RootElement;
        Assert.Equal(
            [
                "abstract", "affiliations", "authorCount", "authors", "category", "comments", "etAl", "id", "published", "score",
                "sources", "title", "url",
            ],
            Names(paper));
        Assert.Equal(JsonValueKind.Null, paper.GetProperty("authors").ValueKind);
        Assert.Equal(JsonValueKind.Null, paper.GetProperty("published").ValueKind);
        Assert.Equal("listing.txt", paper.GetProperty("sources")[0].GetString());
        Assert.Contains("Écluse: Contrôle", run.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_prints_ranked_papers_and_batches_keep_their_order()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var found = (await ProgramRun.Of(data, "search", "graph", "transformer", "-k", "2", "--json")).Json;
        Assert.Equal("graph transformer", found.GetProperty("query").GetString());
        Assert.StartsWith("Kiteline", found.GetProperty("results")[0].GetProperty("title").GetString(), StringComparison.Ordinal);

        var batch = Path.Combine(inputs.Path, "queries.jsonl");
        await File.WriteAllTextAsync(
            batch, "{\"id\":\"b\",\"text\":\"canal gates\"}\n\n{\"id\":\"a\",\"text\":\"ledgers\"}\n", TestContext.Current.CancellationToken);
        var lines = (await ProgramRun.Of(data, "search", "--batch", batch)).Lines;
        Assert.Equal(["b", "a"], lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_wrong_id_gets_a_sentence_that_names_the_nearest()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var run = await ProgramRun.Of(data, "related", "kiteline-graph-transformers-ffffff");
        Assert.Equal(1, run.Code);
        Assert.Contains("There is no paper", run.Error, StringComparison.Ordinal);
        Assert.Contains("`kiteline-", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_has_the_shape_others_rely_on()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var run = await ProgramRun.Of(data, "ask", "How", "many", "parameters", "does", "Kiteline", "have?", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal(
            ["abstained", "answer", "answerId", "citations", "engine", "id", "nearest", "outcome", "question", "timings"], Names(run.Json));
        Assert.Equal(["date", "id", "n", "quote", "title"], Names(run.Json.GetProperty("citations")[0]));
        Assert.Equal(["firstTokenMs", "retrieveMs", "totalMs"], Names(run.Json.GetProperty("timings")));
        Assert.Matches("^(answered|notStated|noMatch|chat)$", run.Json.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("search")]
    public async Task Bad_line_of_a_batch_is_named_and_the_next_goes_on(string command)
    {
        var batch = Path.Combine(inputs.Path, "mixed.jsonl");
        await File.WriteAllTextAsync(
            batch, "{\"id\":\"a\",\"question\":\"\"}\nnot json\n{\"id\":\"b\",\"text\":\"canals\"}\n", TestContext.Current.CancellationToken);
        var run = await ProgramRun.Of(data, command, "--batch", batch);
        Assert.Equal(1, run.Code);
        Assert.Equal(["a", "b"], run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));
        Assert.Contains("Line 2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_questions_is_answered_in_order_with_its_history()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var batch = Path.Combine(inputs.Path, "questions.jsonl");
        await File.WriteAllTextAsync(
            batch,
            "{\"id\":\"q2\",\"question\":\"What about its speed?\",\"history\":[{\"role\":\"user\",\"text\":\"Tell me about Lanternfish\"},"
            + "{\"role\":\"bot\",\"text\":\"It attends sparsely.\"}],\"gold\":[\"x\"]}\n{\"id\":\"q1\",\"question\":\"hello\"}\n",
            TestContext.Current.CancellationToken);
        var lines = (await ProgramRun.Of(data, "ask", "--batch", batch)).Lines;
        Assert.Equal(["q2", "q1"], lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("[{\"role\":\"user\",\"text\":\"a\"},{\"role\":\"bot\",\"text\":\"b\"}]", 0)]
    [InlineData("{\"role\":\"user\",\"text\":\"a\"}\n{\"role\":\"bot\",\"text\":\"b\"}\n", 0)]
    [InlineData("{\"role\":", 1)]
    public async Task A_history_is_an_array_or_lines_and_nothing_else(string history, int code)
    {
        var file = Path.Combine(inputs.Path, "history.json");
        await File.WriteAllTextAsync(file, history, TestContext.Current.CancellationToken);
        Assert.Equal(code, (await ProgramRun.Of(data, "ask", "what", "else?", "--history", file)).Code);
    }

    [Fact]
    public async Task A_digest_has_the_shape_others_rely_on_and_stays_the_same()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var first = await ProgramRun.Of(data, "digest", "--json");
        Assert.Equal(["edition", "emptyReason", "papers", "posts"], Names(first.Json));
        Assert.Equal(["id", "origin", "title", "tldr", "topic"], Names(first.Json.GetProperty("papers")[0]));
        Assert.Equal("abstract", first.Json.GetProperty("papers")[0].GetProperty("origin").GetString());
        Assert.Equal(first.Out, (await ProgramRun.Of(data, "digest", "--json")).Out);
    }

    [Fact]
    public async Task Tldr_prints_a_line_a_paper()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var run = await ProgramRun.Of(data, "tldr", "--all", "--json");
        Assert.Equal(3, run.Lines.Count);
        Assert.Equal(["id", "origin", "title", "tldr"], Names(JsonDocument.Parse(run.Lines[0]).RootElement));
    }

    [Fact]
    public async Task Doctor_says_what_is_in_order_and_what_is_not()
    {
        var run = await ProgramRun.Of(data, "doctor", "--json");
        Assert.Equal(0, run.Code);
        var checks = run.Json.GetProperty("checks").EnumerateArray().ToDictionary(
            c => c.GetProperty("name").GetString()!, c => c.GetProperty("status").GetString());
        Assert.Equal("ok", checks["settings"]);
        Assert.Equal("warning", checks["papers"]);
    }

    private static IEnumerable<string> Names(JsonElement document) =>
        document.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);

    [Fact]
    public async Task Posts_in_doubt_are_settled_by_whoever_looked()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        await ProgramRun.Of(data, "digest", "--channel", "lab");
        var nothing = await ProgramRun.Of(data, "digest", "--channel", "lab", "--stands", "yes");
        Assert.Equal(1, nothing.Code);
        Assert.Contains("/lab is in doubt", nothing.Error, StringComparison.Ordinal);

        using (var database = new SqliteDatabase(Path.Combine(data.Path, Adapters.DatabaseFile)))
        {
            var ledger = new SqliteDigestLedger(database);
            var entry = Assert.Single(await ledger.UnfinishedAsync(DateOnly.MinValue, Token));
            var doubtful = entry.Parts[0] with { State = DigestPartState.Unsure, Changed = Some.Moment };
            Assert.True(await ledger.TryMoveAsync(entry.Edition, entry.Parts[0], doubtful, Token));
        }

        var settled = await ProgramRun.Of(data, "digest", "--channel", "lab", "--stands", "yes");
        Assert.Equal((0, "Noted: 1 of its posts stand.\n"), (settled.Code, settled.Out));
        Assert.Equal(2, (await ProgramRun.Of(data, "digest", "--stands", "perhaps")).Code);
    }
}
