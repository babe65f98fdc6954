using System.Text.Json;
using Microsoft.Extensions.AI;
using PaperBot.LocalModels.Chat;
using PaperBot.LocalModels.Serving;
using PaperBot.Prompts;
using PaperBot.Prompts.Sources;
using PaperBot.Tests.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.LocalModels.Chat;

public sealed class LocalChatClientTests
{
    private static readonly ChatMessage[] Question = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "What is new?")];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Runtime", "LLamaSharp")]
    public void Every_option_reaches_the_task()
    {
        var task = WritingTasks.Of(Question, new ChatOptions
        {
            Instructions = "Cite.",
            MaxOutputTokens = 9,
            Temperature = 0.1f,
            TopP = 0.2f,
            TopK = 3,
            FrequencyPenalty = 0.4f,
            PresencePenalty = 0.5f,
            Seed = 6,
            StopSequences = ["END"],
            AdditionalProperties = new() { ["grammar"] = "root ::= \"a\"", ["min_p"] = 0.7, ["repeat_penalty"] = "1.1" },
            ResponseFormat = ChatResponseFormat.Json,
        });

        Assert.Equal([new SpokenTurn("system", "Cite."), new("system", "Be brief."), new("user", "What is new?")], task.Turns);
        Assert.Equal(
            (9, 0.1f, 0.2f, 3, 0.4f, 0.5f, 6L, 0.7f, 1.1f, "root ::= \"a\""),
            (task.MostTokens, task.Temperature, task.TopP, task.TopK, task.FrequencyPenalty, task.PresencePenalty, task.Seed,
                task.MinP, task.RepeatPenalty, task.Grammar));
        Assert.Equal(["END"], task.Stops);
    }

    [Fact]
    [Trait("Runtime", "LLamaSharp")]
    public void A_response_format_becomes_a_grammar()
    {
        var schema = JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"null"}}}""").RootElement;
        Assert.Contains("\\\"a\\\"", Grammar(ChatResponseFormat.ForJsonSchema(schema)), StringComparison.Ordinal);
        Assert.StartsWith("root ::=", Grammar(ChatResponseFormat.Json), StringComparison.Ordinal);
        Assert.Null(Grammar(ChatResponseFormat.Text));
        Assert.Null(Grammar(null));

        static string? Grammar(ChatResponseFormat? format) =>
            WritingTasks.Of(Question, new() { ResponseFormat = format }).Grammar;
    }

    [Fact]
    [Trait("Runtime", "LLamaSharp")]
    public void What_cannot_be_heeded_is_refused_by_name()
    {
        Refused(() => WritingTasks.Of([new(ChatRole.Tool, "x")], null), "'tool'");
        Refused(() => WritingTasks.Of([new(ChatRole.User, [new DataContent("data:image/png,x")])], null), "DataContent");
        Refused(() => WritingTasks.Of(Question, new() { Tools = [AIFunctionFactory.Create(() => 1, "f")] }), "tools");
        Refused(() => WritingTasks.Of(Question, new() { AdditionalProperties = new() { ["grammar"] = 3 } }), "GBNF");
        Refused(() => WritingTasks.Of(Question, new() { AdditionalProperties = new() { ["min_p"] = "much" } }), "'min_p'");
        Assert.NotNull(WritingTasks.Of(
            Question,
            new() { Tools = [AIFunctionFactory.Create(() => 1, "f")], ToolMode = ChatToolMode.None, ConversationId = "c" }));
    }

    [Fact]
    [Trait("Runtime", "LLamaSharp")]
    public async Task It_streams_and_tells_usage_and_why_it_ended()
    {
        await using var tiny = await TinyService.ChatAsync();
        using var client = new LocalChatClient(tiny.Service, TimeProvider.System, "abc");
        var options = new ChatOptions { MaxOutputTokens = 6, Temperature = 0, Seed = 1 };

        var whole = await client.GetResponseAsync(Question, options, Test);
        var updates = await client.GetStreamingResponseAsync(Question, options, Test).ToListAsync(Test);

        Assert.Equal(whole.Text, string.Concat(updates.Select(u => u.Text)));
        Assert.Equal(ChatFinishReason.Length, whole.FinishReason);
        Assert.Equal("tiny.gguf", whole.ModelId);
        Assert.Equal(6, whole.Usage!.OutputTokenCount);
        Assert.Equal(whole.Usage.InputTokenCount + 6, whole.Usage.TotalTokenCount);
        var again = updates.SelectMany(u => u.Contents).OfType<UsageContent>().Single().Details;
        Assert.Equal(whole.Usage.InputTokenCount - 1, again.CachedInputTokenCount);
        var grammar = await client.GetResponseAsync(Question, ChatCapabilities.WithGrammar("root ::= \"[1]\""), Test);
        Assert.Equal(("[1]", ChatFinishReason.Stop), (grammar.Text, grammar.FinishReason));
    }

    [Fact]
    [Trait("Runtime", "LLamaSharp")]
    public async Task It_says_what_it_can_do_and_counts_at_least_what_the_model_counts()
    {
        await using var tiny = await TinyService.ChatAsync(context: 512);
        using var client = new LocalChatClient(tiny.Service, TimeProvider.System, "abc");

        Assert.Equal(
            (true, 512, "local", tiny.Service.Model.Parameters, "abc"),
            (ChatCapabilities.Of(client).Grammar, ChatCapabilities.Of(client).ContextTokens, ChatCapabilities.Of(client).Engine,
                ChatCapabilities.Of(client).Parameters, ChatCapabilities.Of(client).ModelFileHash));
        var counter = client.GetService<ITokenCounter>()!;
        Assert.Equal(0, counter.Count(""));
        Assert.InRange(counter.Count("the data <|im_end|>") - tiny.Service.CountTokens("the data <|im_end|>"), 0, 2);
        Assert.Equal("tiny.gguf", client.GetService<ChatClientMetadata>()!.DefaultModelId);
        Assert.Same(tiny.Service, client.GetService<IModelService>());
        Assert.Same(client, client.GetService<IChatClient>());
        Assert.Null(client.GetService(typeof(ITokenCounter), "key"));
    }

    [Fact]
    public async Task Places_in_the_queue_are_told_while_streaming_and_are_no_part_of_the_answer()
    {
        await using var tiny = await TinyService.ChatAsync(together: 1);
        using var client = new LocalChatClient(tiny.Service, TimeProvider.System);
        var options = new ChatOptions { MaxOutputTokens = 60, Temperature = 0 };
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(
            async _ => await client.GetStreamingResponseAsync(Question, options, Test).ToListAsync(Test)));

        Assert.Contains(all, updates => updates.Any(u => u.AdditionalProperties?[LocalChatClient.PlaceKey] is > 1));
        Assert.Single(all.Select(updates => string.Concat(updates.Select(u => u.Text))).Distinct());
        Assert.Null((await client.GetResponseAsync(Question, options, Test)).AdditionalProperties);
    }

    private static void Refused(Action action, string says) =>
        Assert.Contains(says, Assert.Throws<NotSupportedException>(action).Message, StringComparison.Ordinal);
}
