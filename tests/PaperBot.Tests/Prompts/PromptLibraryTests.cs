using Microsoft.Extensions.Logging;
using PaperBot.Prompts;
using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.Prompts;

public sealed class PromptLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PromptLibraryTests() => SomePrompts.FillWithShipped(folder);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_shipped_prompts_are_those_that_code_asks_for()
    {
        var shipped = SomePrompts.Library(SomePrompts.ShippedFolder).All;
        Assert.Equal(PromptNames.Filled.Keys.Order(StringComparer.Ordinal), shipped.Select(p => p.Name));
        Assert.All(shipped, p => Assert.Equal(PromptNames.Filled[p.Name], p.Variables.Select(v => v.Name)));
        Assert.All(shipped, p => Assert.InRange(p.Settings.MaxOutputTokens ?? 0, 1, 400));
    }

    [Fact]
    public void The_shipped_prompts_lie_beside_the_program() =>
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "prompts", "answer.yaml")));

    [Fact]
    public void An_edit_holds_at_the_next_use()
    {
        var library = SomePrompts.Library(folder.Path);
        var before = library.Get("echo");
        Assert.Same(before, library.Get("echo"));
        folder.File("echo.yaml", SomePrompts.Echo.Replace("again", "twice", StringComparison.Ordinal) + "\n");
        Assert.Equal("Say it twice.", library.Get("echo").Messages[0].Pieces[0].Text);
        Assert.NotEqual(before.Hash, library.Get("echo").Hash);
    }

    [Fact]
    public void A_broken_edit_keeps_the_last_good_version_and_is_logged_once()
    {
        var log = new Lines();
        var library = SomePrompts.Library(folder.Path, log);
        var good = library.Get("echo");
        var path = folder.File("echo.yaml", SomePrompts.Echo.Replace("$question", "$qestion", StringComparison.Ordinal));
        Assert.Same(good, library.Get("echo"));
        Assert.Same(good, library.Get("echo"));
        Assert.Contains($"{path}, line 5", Assert.Single(log.Written), StringComparison.Ordinal);

        File.Delete(path);
        Assert.Same(good, library.Get("echo"));
        folder.File("echo.yaml", SomePrompts.Echo + "\n# repaired");
        Assert.NotEqual(good.Hash, library.Get("echo").Hash);
        Assert.Equal(2, log.Written.Count);
    }

    [Fact]
    public void An_edit_that_drops_what_code_fills_in_is_broken()
    {
        var log = new Lines();
        var library = SomePrompts.Library(folder.Path, log);
        library.Get("tldr");
        folder.File(
            "tldr.yaml", "name: tldr\ntemplate_format: semantic-kernel\ntemplate: <message role=\"user\">Hello.</message>");
        library.Get("tldr");
        Assert.Contains("must use {{$sources}}", Assert.Single(log.Written), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_one_name_and_a_missing_prompt_are_refused()
    {
        folder.File("other.yaml", SomePrompts.Echo);
        Assert.Contains("echo.yaml", Refusal(folder.Path), StringComparison.Ordinal);
        File.Delete(folder.File("other.yaml"));
        File.Delete(folder.File("tldr.yaml"));
        Assert.Contains("tldr.yaml", Refusal(folder.Path), StringComparison.Ordinal);
        Assert.Contains("Prompts:Folder", Refusal(folder.File("nowhere")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_one_typed_failure() => Assert.Equal(
        PromptFailure.UnknownPrompt,
        Assert.Throws<PromptFailedException>(() => SomePrompts.Library(folder.Path).Get("poem")).Failure);

    [Fact]
    public async Task A_broken_file_stops_the_start_with_its_sentence()
    {
        using var data = new TemporaryFolder();
        data.File("paperbot.json", $$$"""{"Prompts":{"Folder":"{{{folder.Path}}}"}}""");
        Assert.Equal(0, (await ProgramRun.Of(data, "papers")).Code);
        folder.File("answer.yaml", "name: answer\nsurname: x");
        var run = await ProgramRun.Of(data, "papers");
        Assert.Equal(1, run.Code);
        Assert.Contains(
            "answer.yaml, line 2: “surname” is not known", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static string Refusal(string path) => Assert.Throws<PromptFileException>(() => PromptFolder.Read(path)).Message;

    private sealed class Lines : ILogger<PromptLibrary>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
