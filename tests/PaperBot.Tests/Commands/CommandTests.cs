using PaperBot.Answering;
using PaperBot.Commands;
using PaperBot.Conversations;
using Xunit;

namespace PaperBot.Tests.Commands;

public sealed class CommandTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public void The_table_names_each_command_once_with_required_options_first()
    {
        Assert.Equal(room.Table.All.Count, room.Table.All.DistinctBy(c => c.Name).Count());
        var all = room.Table.All.SelectMany(c => c.Subcommands.Prepend(c)).ToList();
        Assert.All(all, c => Assert.Equal(c.Options.OrderByDescending(o => o.Required), c.Options));
        Assert.All(all, c => Assert.DoesNotContain("  ", c.Usage, StringComparison.Ordinal));
        Assert.All(room.Table.All, c => Assert.All(c.Subcommands, s => Assert.Equal($"{c.Name} {s.Word}", s.Name)));
    }

    [Theory]
    [InlineData("/search sparse attention --after 2026-01-01", "sparse attention", "2026-01-01")]
    [InlineData("/search --after=2026-01-01 sparse attention", "sparse attention", "2026-01-01")]
    [InlineData("/SEARCH sparse --after 2026-01-01 attention", "sparse attention", "2026-01-01")]
    [InlineData("/search \"sparse attention\"", "\"sparse attention\"", null)]
    [InlineData("/search a 5\" screen --after 2026-01-01", "a 5\" screen", "2026-01-01")]
    public void Text_stands_around_options(string line, string text, string? after)
    {
        var read = CommandLineReader.Read(room.Table, line);
        Assert.Equal("", read.Problem);
        Assert.Equal(text, read.Values["text"]);
        Assert.Equal(after, read.Values.GetValueOrDefault("after"));
    }

    [Fact]
    public void A_question_takes_dashes_as_text() =>
        Assert.Equal("what does --after mean?", CommandLineReader.Read(room.Table, "/ask what does --after mean?").Values["question"]);

    [Fact]
    public void Several_papers_are_words_or_quoted_titles()
    {
        var read = CommandLineReader.Read(room.Table, "/compare \"Graph Transformers\" lanternfish-1 \"A third one\"");
        Assert.Equal(["Graph Transformers", "lanternfish-1", "A third one"], read.Values.Values);
    }

    [Theory]
    [InlineData("/serch graphs", "did you mean `/search`")]
    [InlineData("/xyzzy", "no command `/xyzzy`")]
    [InlineData("/", "no command")]
    [InlineData("/search", "needs TEXT")]
    [InlineData("/search graphs --aftr 2026-01-01", "no option `--aftr`")]
    [InlineData("/search graphs --after", "needs a value")]
    [InlineData("/search graphs --after 01/02/2026", "2026-03-31")]
    [InlineData("/search graphs --after 2026-02-30", "2026-03-31")]
    [InlineData("/search graphs --count 51", "from 1 to 50")]
    [InlineData("/digest today", "`/digest` takes `show`, `now`, ")]
    [InlineData("/digest show today", "takes nothing")]
    [InlineData("/digest schedule --zone Berlin", "such as Europe/Berlin")]
    [InlineData("/digest schedule --quiet maybe", "yes or no")]
    [InlineData("/compare one", "needs SECOND")]
    [InlineData("/help frobnicate", "no command `/frobnicate`")]
    [InlineData("/related no-such-paper-at-all", "There is no paper")]
    public async Task A_line_that_cannot_be_meant_gets_a_sentence_that_helps(string line, string says)
    {
        var reply = await room.SayAsync(line, Token);
        Assert.True(reply.IsProblem);
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_read_off_the_table()
    {
        var reply = await room.OrderAsync("/help", Token);
        Assert.All(room.Table.All, c => Assert.Contains(c.Usage, reply.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_lists_for_everybody_what_they_may_use_and_explains_the_rest_when_named()
    {
        var reply = (await room.SayAsync("/help", Token)).Text;
        Assert.All(room.Table.All, c => Assert.Equal(
            c.Permission == Permission.Everyone, reply.Contains($"- `{c.Usage}` ", StringComparison.Ordinal)));
        Assert.DoesNotContain("`/digest off", (await room.SayAsync("/help digest", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("`/digest off", (await room.OrderAsync("/help digest", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("Only for those who", (await room.SayAsync("/help add", Token)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Only for those who", (await room.OrderAsync("/help add", Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_readme_names_every_command()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "README.md"), Token);
        Assert.All(room.Table.All, c => Assert.Contains($"`/{c.Name}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_paper_is_meant_by_part_of_its_title()
    {
        var reply = await room.SayAsync("/paper kiteline", Token);
        Assert.Contains("**Kiteline: Graph Transformers for Alpine Rescue**", reply.Text, StringComparison.Ordinal);
        Assert.Contains("21M parameters", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sample", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_paper_says_so_on_its_card_and_in_lists()
    {
        await using var sample = await CommandRoom.OpenAsync(sample: true, Token);
        Assert.Contains("*Sample: an invented paper", (await sample.SayAsync("/paper kiteline", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("· sample", (await sample.SayAsync("/search graph", Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_model_writes_the_summary_of_a_card_once_and_is_named_as_its_writer()
    {
        using var model = new ScriptedChatClient(ScriptedReply.Of("Kiteline ranks routes by exposure for rescue teams."));
        await using var modelled = await CommandRoom.OpenAsync(sample: false, Token, model);
        const string shown = "**TL;DR** Kiteline ranks routes by exposure for rescue teams. *(summary by a model";
        Assert.Contains(shown, (await modelled.SayAsync("/paper kiteline", Token)).Text, StringComparison.Ordinal);
        Assert.Contains(shown, (await modelled.SayAsync("/paper kiteline", Token)).Text, StringComparison.Ordinal);
        Assert.Single(model.Calls);
        Assert.DoesNotContain("by a model", (await room.SayAsync("/paper kiteline", Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_model_compares_and_sums_up()
    {
        using var model = new ScriptedChatClient(ScriptedReply.Of("Kiteline ranks routes by exposure. [1] Routes are ranked by exposure. [1]"));
        await using var modelled = await CommandRoom.OpenAsync(sample: false, Token, model);
        var compared = (await modelled.SayAsync("/compare kiteline lanternfish", Token)).Answer!;
        Assert.Equal(("local", "local"), (compared.Engine, (await modelled.SayAsync("/summarize alpine rescue routes", Token)).Answer!.Engine));
        Assert.Equal("extractive", (await room.SayAsync("/compare kiteline lanternfish", Token)).Answer!.Engine);
    }

    [Fact]
    public async Task A_line_without_a_slash_is_a_question_and_is_remembered()
    {
        var reply = await room.SayAsync("How many parameters does Kiteline have?", Token);
        Assert.NotNull(reply.Answer);
        Assert.Equal(
            ["How many parameters does Kiteline have?", AnswerFooter.Strip(reply.Text)],
            (await room.Service<IConversationStore>().RecallAsync("room/ada", Token)).Select(t => t.Text));
    }

    [Fact]
    public async Task A_digest_is_made_for_today_only_and_shown_for_days_that_had_one()
    {
        Assert.True((await room.SayAsync("/digest --date 2020-01-01", Token)).IsProblem);
        Assert.Contains("Lanternfish", (await room.SayAsync("/digest", Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Completion_offers_titles_for_papers_and_names_for_help()
    {
        var completion = room.Service<CommandCompletion>();
        var suggestion = Assert.Single(completion.Suggest(room.Table.Find("paper")!.Options[0], "kitel"));
        Assert.StartsWith("kiteline-", suggestion.Value, StringComparison.Ordinal);
        Assert.Equal(
            ["search", "summarize", "sources", "save", "saved", "status"], completion.Suggest(room.Table.Find("help")!.Options[0], "s").Select(s => s.Value));
    }
}
