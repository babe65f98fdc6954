using PaperBot.Surfaces;
using PaperBot.Waiting;
using Xunit;

namespace PaperBot.Tests.Commands;

/// <summary><c>/status</c>, <c>/model</c>, filters of <c>/ask</c>, <c>/sources</c>, and the caller's language.</summary>
public sealed class StatusTests : IAsyncLifetime
{
    private const string Dated =
        """
        {"title":"Oldmoor: Peat Maps from Kites","abstract":"Peat burns under moors. Oldmoor maps peat from kites with 14 cameras.","published":"2020-02-01","category":"cs.CV"}
        {"title":"Newmoor: Peat Maps from Balloons","abstract":"Peat dries under moors. Newmoor maps peat from balloons with 9 cameras.","published":"2025-02-01","category":"cs.RO"}
        """;

    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Status_says_what_is_stored_who_writes_and_how_busy_it_is()
    {
        room.Service<Workload>().Is(4);
        var lines = (await room.SayAsync("/status", Token)).Text.Split('\n');
        Assert.Equal("- Papers stored: 3", lines[0]);
        Assert.Matches(@"^- Last import: \d{4}-\d\d-\d\d \d\d:\d\d UTC, `listing.txt`$", lines[1]);
        Assert.Equal("- Answers are written by: no model, they are the abstracts' own words", lines[2]);
        Assert.Equal("- Questions being answered or waiting: 4", lines[3]);
        Assert.Equal("- Next digest here: none comes by itself", lines[4]);
        Assert.Equal("- Running for: 0 h 0 min", lines[5]);
        Assert.Matches(@"^- Version: \d+\.\d+", lines[6]);

        await room.OrderAsync("/digest schedule --time 8:30 --zone Europe/Berlin", Token);
        Assert.Matches(@"Next digest here: \w{3} \d+ \w{3} \d{4}, 08:30 \(Europe/Berlin\)", (await room.SayAsync("/status", Token)).Text);
    }

    [Fact]
    public async Task A_model_can_be_turned_off_and_on_while_the_program_runs()
    {
        Assert.Contains("There is no model here", (await room.OrderAsync("/model off", Token)).Text, StringComparison.Ordinal);
        using var model = new ScriptedChatClient(ScriptedReply.Of("Kiteline ranks routes by exposure. [1]"));
        await using var modelled = await CommandRoom.OpenAsync(sample: false, Token, model);
        Assert.Contains("a model (local)", (await modelled.SayAsync("/status", Token)).Text, StringComparison.Ordinal);

        Assert.Contains("own words", (await modelled.OrderAsync("/model off", Token)).Text, StringComparison.Ordinal);
        foreach (var line in new[] { "What does Kiteline rank?", "/compare kiteline lanternfish", "/summarize alpine rescue routes" })
        {
            Assert.Equal("extractive", (await modelled.SayAsync(line, Token)).Answer!.Engine);
        }

        Assert.Empty(model.Calls);
        Assert.Contains("no model for now", (await modelled.SayAsync("/status", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("no model for now", (await modelled.OrderAsync("/model", Token)).Text, StringComparison.Ordinal);

        await modelled.OrderAsync("/model on", Token);
        Assert.Equal("local", (await modelled.SayAsync("bob", "What does Kiteline rank?", Token)).Answer!.Engine);
    }

    [Fact]
    public async Task A_question_with_days_or_a_category_is_answered_from_those_papers_alone_and_an_abstention_says_so()
    {
        var file = room.Data.File("dated.jsonl");
        await File.WriteAllTextAsync(file, Dated, Token);
        await room.ImportAsync(file, Token);
        const string Asked = "Which paper maps peat?";
        Assert.Equal(["newmoor"], await CitedAsync($"/ask {Asked} --after 2024-01-01"));
        Assert.Equal(["oldmoor"], await CitedAsync($"/ask {Asked} --before 2024-01-01"));
        Assert.Equal(["oldmoor"], await CitedAsync($"/ask {Asked} --category CV"));

        var none = await room.SayAsync("bob", "/ask How many cameras does Oldmoor use? --after 2024-01-01 --category \"cs.RO\"", Token);
        Assert.DoesNotContain("14", none.Text.Split("-# answer")[0], StringComparison.Ordinal);
        var nothing = await room.SayAsync("eve", $"/ask {Asked} --after 2026-01-01 --category cs.RO", Token);
        Assert.True(nothing.Answer!.Abstained);
        Assert.Contains(
            "\n\nOnly papers published on or after 2026-01-01, in category cs.RO were looked at.", nothing.Text, StringComparison.Ordinal);
        Assert.True((await room.SayAsync("/ask What is peat? --after 01/02/2026", Token)).IsProblem);
        Assert.Equal("what does --before mean?", (await room.SayAsync("/ask what does --before mean?", Token)).Answer!.Question);
    }

    [Fact]
    public async Task Sources_are_listed_under_the_answers_own_numbers()
    {
        var answer = (await room.SayAsync("/compare kiteline lanternfish", Token)).Answer!;
        var sources = await room.SayAsync("/sources", Token);
        Assert.StartsWith($"Papers cited in answer `{answer.Id}`:\n[1] **Kiteline", sources.Text, StringComparison.Ordinal);
        Assert.Contains("\n[2] **Lanternfish", sources.Text, StringComparison.Ordinal);
        Assert.Equal(answer.Citations.OrderBy(c => c.Number).Select(c => c.PaperId).Distinct(), sources.Papers);
        Assert.True((await room.SayAsync("bob", "/sources", Token)).IsProblem);
        var abstained = (await room.SayAsync("what is the capital of Mongolia", Token)).Answer!;
        Assert.Contains("cites no paper", (await room.SayAsync($"/sources {abstained.Id}", Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bots_own_phrases_are_in_the_callers_language_and_papers_words_are_not()
    {
        Assert.Equal("Kein Artikel passt.", (await SayAsync("/search xyzzyq", "de-AT")).Text);
        Assert.Equal("Ningún artículo coincide.", (await SayAsync("/search xyzzyq", "es-419")).Text);
        Assert.Equal("No paper matches.", (await SayAsync("/search xyzzyq", "fr")).Text);
        Assert.StartsWith("Es gibt keinen Befehl `/serch`; meinst du", (await SayAsync("/serch", "de")).Text, StringComparison.Ordinal);
        Assert.Contains("Solo quienes administran", (await SayAsync("/model off", "es-ES")).Text, StringComparison.Ordinal);
        Assert.Contains("` Artikel suchen\n", (await SayAsync("/help", "de")).Text, StringComparison.Ordinal);

        var answer = await SayAsync("How many parameters does Kiteline have?", "de");
        Assert.Contains("21M parameters", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["Belege", "Quellen", "Ähnliche", "Gut", "Nicht gut", "Nachfragen"], answer.Actions.Select(a => a.Label));
    }

    private Task<PaperBot.Commands.Reply> SayAsync(string line, string locale) =>
        room.SayAsync(new IncomingMessage("m1", "room", "ada", line) { Locale = locale }, Token);

    private async Task<IEnumerable<string>> CitedAsync(string line) =>
        (await room.SayAsync(Guid.NewGuid().ToString(), line, Token)).Answer!.Citations.Select(c => c.PaperId.Split('-')[0]).Distinct();
}
