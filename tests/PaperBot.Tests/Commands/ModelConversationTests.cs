using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Records;
using PaperBot.Summaries;
using PaperBot.Tests.Prompts;
using Xunit;

namespace PaperBot.Tests.Commands;

/// <summary>A model behind the whole bot: what it is asked, what is posted, what is kept, and that a replay tells the truth.</summary>
public sealed class ModelConversationTests : IAsyncLifetime
{
    private const string Speed = "how many times faster than full attention is Lanternfish?";
    private readonly TemporaryFolder prompts = new();
    private ScriptedChatClient model = null!;
    private CommandRoom room = null!;
    private Action? meanwhile;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        SomePrompts.FillWithShipped(prompts);
        model = ScriptedChatClient.Answering((asked, call) =>
        {
            Interlocked.Exchange(ref meanwhile, null)?.Invoke();
            return ScriptedReply.Of(Written(asked, model.Calls[call].Options));
        });
        room = await CommandRoom.OpenAsync(sample: false, Token, model, ("Prompts:Folder", prompts.Path));
    }

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        prompts.Dispose();
    }

    [Fact]
    public async Task Question_and_follow_up_are_answered_in_the_models_words_and_replayed_the_same()
    {
        var first = (await room.SayAsync(Speed, Token)).Answer!;
        Assert.Equal(("local", Outcome.Answered), (first.Engine, first.Outcome));
        Assert.StartsWith("Lanternfish is 6.1 times faster than full attention. [1]", first.Text, StringComparison.Ordinal);

        var second = (await room.SayAsync("and how much accuracy does it lose on LedgerQA?", Token)).Answer!;
        var kept = (await room.Service<IAnswerLog>().FindAsync(second.Id!, Token))!;
        Assert.Equal("how much accuracy does Lanternfish lose on LedgerQA?", kept.Answer.Trace.Standalone);
        Assert.Equal(["standalone-question", "answer"], kept.Answer.Trace.Runs.Select(r => r.Prompt));
        Assert.Single(kept.Answer.Trace.Runs.Select(r => r.Seed).Distinct());

        // The draft carries the seed, so that another one would be told.
        Assert.Contains($"<think>{kept.Answer.Trace.Runs[1].Seed}</think>", kept.Answer.Trace.Runs[1].Raw, StringComparison.Ordinal);
        foreach (var id in new[] { first.Id!, second.Id!, first.Id! })
        {
            Assert.Equal([], await DifferencesAsync(id));
        }
    }

    [Fact]
    public async Task Replay_tells_of_an_edited_prompt_and_of_nothing_else()
    {
        var id = (await room.SayAsync(Speed, Token)).Answer!.Id!;
        var file = Path.Combine(prompts.Path, "answer.yaml");
        var edited = (await File.ReadAllTextAsync(file, Token)).Replace("No headings, no links.", "No headings.", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, edited, Token);
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(5));
        Assert.Equal(["prompt"], await DifferencesAsync(id));
    }

    [Fact]
    public async Task Replay_tells_of_an_abstract_that_reads_differently_now()
    {
        var id = (await room.SayAsync(Speed, Token)).Answer!.Id!;
        await room.ImportAsync(
            room.Data.File(
                "later.jsonl",
                """
                {"title":"Lanternfish: Sparse Attention for Long Ledgers","abstract":"Lanternfish attends to few tokens. It is 7.4 times faster than full attention."}
                """),
            Token);
        Assert.Equal(["sources", "raw", "text"], (await DifferencesAsync(id)).Distinct());
    }

    [Theory]
    [InlineData("compare 3 and 1")]
    [InlineData("/ask compare 3 and 1 --edition DAY")]
    public async Task Places_of_a_digest_are_the_models_only_sources_in_their_order(string line)
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var papers = (await room.SayAsync("/digest", Token)).Papers;
        var answer = (await room.SayAsync(line.Replace("DAY", $"{day:yyyy-MM-dd}", StringComparison.Ordinal), Token)).Answer!;
        Assert.Equal(("local", Outcome.Answered), (answer.Engine, answer.Outcome));
        Assert.Equal([papers[2], papers[0]], answer.Trace.Sources);
        Assert.Equal([papers[2], papers[0]], answer.Citations.Select(c => c.PaperId));
        Assert.Equal([], await DifferencesAsync(answer.Id!));
    }

    [Fact]
    public async Task Summary_of_a_paper_says_whose_words_it_is()
    {
        Assert.Contains(Tldr.ModelNote, (await room.SayAsync("/paper lanternfish", Token)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Tldr.ModelNote, (await room.SayAsync("/paper kiteline", Token)).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/compare kiteline lanternfish")]
    [InlineData("/summarize")]
    public async Task Comparison_and_themes_are_the_models_fit_a_message_and_are_replayed_the_same(string line)
    {
        var reply = await room.SayAsync(line, Token);
        Assert.Equal("local", reply.Answer!.Engine);
        Assert.Equal(
            reply.Answer.Trace.Runs.Sum(r => Regex.Count(r.Raw, @"\[\d\](?=\s|$)")), reply.Answer.Trace.Sentences.Count);
        Assert.InRange(reply.Text.Length, 1, 2000);
        Assert.EndsWith($"\n-# answer {reply.Answer.Id}", reply.Text, StringComparison.Ordinal);
        Assert.Equal([], await DifferencesAsync(reply.Answer.Id!));
    }

    [Fact]
    public async Task Forgetting_takes_prompts_and_raw_output_along()
    {
        await room.SayAsync("what is Lanternfish, zanzibarquux?", Token);
        var answer = (await room.SayAsync("and how much accuracy does it lose on LedgerQA?", Token)).Answer!;
        Assert.Contains(
            (await room.Service<IAnswerLog>().FindAsync(answer.Id!, Token))!.Answer.Trace.Runs.SelectMany(r => r.Messages),
            m => m.Text.Contains("zanzibarquux", StringComparison.Ordinal));
        await room.SayAsync("/forget-me yes", Token);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(room.Data.Path),
            f => ReadShared(f).Contains("zanzibarquux", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("bob")]
    public async Task Answer_under_way_while_somebody_is_forgotten_does_not_bring_their_words_back(string asking)
    {
        await room.SayAsync("ada", "what is Lanternfish, zanzibarquux?", Token, "thread");
        meanwhile = () => room.SayAsync("ada", "/forget-me yes", Token, "thread").GetAwaiter().GetResult();
        var answer = (await room.SayAsync(asking, "and how much accuracy does it lose on LedgerQA?", Token, "thread")).Answer!;
        Assert.Null(answer.Id);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(room.Data.Path),
            f => ReadShared(f).Contains("zanzibarquux", StringComparison.Ordinal));
        Assert.DoesNotContain(await room.Service<IConversationStore>().RecallAsync("thread", Token), t => t.Person == "ada");
    }

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private async Task<IEnumerable<string>> DifferencesAsync(string id)
    {
        var record = (await room.Service<IAnswerLog>().FindAsync(id, Token))!;
        return (await room.Service<AnswerReplay>().RunAsync(record, Token)).Differences.Select(d => d.What);
    }

    // An honest model: it names the source that holds what it says.
    private static string Written(IReadOnlyList<ChatMessage> asked, ChatOptions? options)
    {
        var (rules, data) = (asked[0].Text, asked[^1].Text);
        if (rules.Contains("You rewrite", StringComparison.Ordinal))
        {
            return data.Contains("accuracy", StringComparison.Ordinal) ? "how much accuracy does Lanternfish lose on LedgerQA?" : "";
        }

        var found = Regex.Matches(data, @"(?m)^(\d)\.\d (.+)$");
        string Quote(string word) => found.FirstOrDefault(m => m.Groups[2].Value.Contains(word, StringComparison.Ordinal)) is { } line
            ? $"{line.Groups[2].Value.Trim()} [{line.Groups[1].Value}]" : "";
        string Marker(string word) => Regex.Match(Quote(word), @"\[\d\]$").Value;
        var said = rules switch
        {
            _ when rules.Contains("You name the themes", StringComparison.Ordinal) =>
                $"- Kiteline ranks routes by exposure. {Marker("ranks routes")}\n- Lanternfish attends to 4% of the tokens. {Marker("attends to")}",
            _ when rules.Contains("You write one sentence", StringComparison.Ordinal) =>
                data.Contains("Lanternfish", StringComparison.Ordinal)
                    ? "Lanternfish attends to 4% of the tokens and is 6.1 times faster than full attention."
                    : "Kiteline ranks 900 routes.",
            _ when data.Contains("LedgerQA?", StringComparison.Ordinal) => $"Lanternfish loses 0.3 points of accuracy on LedgerQA. {Marker("LedgerQA")}",
            _ when data.Contains("times faster than full attention is", StringComparison.Ordinal) =>
                $"{Regex.Match(Quote("times faster"), @"\d\.\d times faster").Value switch { { Length: > 0 } n => $"Lanternfish is {n} than full attention.", _ => "" }} {Marker("times faster")}",
            _ => string.Join(' ', found.DistinctBy(m => m.Groups[1].Value).Select(m => $"{found.First(n => n.Groups[1].Value == m.Groups[1].Value && n.Groups[2].Value.Length > 30).Groups[2].Value.Trim()} [{m.Groups[1].Value}]")),
        };
        return $"<think>{options?.Seed}</think>{said}";
    }
}
