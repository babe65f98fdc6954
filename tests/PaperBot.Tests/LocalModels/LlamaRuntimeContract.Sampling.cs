using System.Text;
using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public abstract partial class LlamaRuntimeContract
{
    [Theory]
    [InlineData(0u)]
    [InlineData(7u)]
    [InlineData(uint.MaxValue)]
    public void The_same_seed_writes_the_same_tokens(uint seed)
    {
        using var model = Chat();
        var plan = new SamplingPlan { Temperature = 1.5f, TopK = 0, TopP = 1, MinP = 0, Seed = seed };

        Assert.Equal(Text(model, plan), Text(model, plan));
    }

    [Fact]
    public void Different_seeds_write_different_tokens()
    {
        using var model = Chat();
        var plan = new SamplingPlan { Temperature = 1.5f, TopK = 0, TopP = 1, MinP = 0 };

        Assert.NotEqual(Text(model, plan with { Seed = 1 }), Text(model, plan with { Seed = 2 }));
    }

    [Theory]
    [InlineData(0f, 0, 1f, 0f)]
    [InlineData(1f, 1, 1f, 0f)]
    [InlineData(1f, 0, 1e-6f, 0f)]
    [InlineData(1f, 0, 1f, 1f)]
    public void No_temperature_and_each_narrowest_choice_take_the_likeliest(float temperature, int topK, float topP, float minP)
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256 });
        var scores = Scores(context, 0, [10, 20, 30]);
        using var sampler = model.Sampler(
            new SamplingPlan { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP, Seed = 3 });

        Assert.Equal(Array.IndexOf(scores, scores.Max()), context.Sample(sampler, 2));
    }

    [Fact]
    public void What_was_accepted_is_penalised_until_it_leaves_the_window()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256 });
        var scores = Scores(context, 0, [10, 20, 30]);
        var best = Array.IndexOf(scores, scores.Max());
        var plan = new SamplingPlan { Temperature = 0, PresencePenalty = 50, PenaltyWindow = 2 };
        using var sampler = model.Sampler(plan);
        using var forgetful = model.Sampler(plan);
        sampler.Accept(best);
        foreach (var token in (int[])[best, 1, 2])
        {
            forgetful.Accept(token);
        }

        Assert.NotEqual(best, context.Sample(sampler, 2));
        Assert.Equal(best, context.Sample(forgetful, 2));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1.2f)]
    public void A_grammar_is_obeyed_and_ends_the_turn(float temperature)
    {
        using var model = Chat();
        var plan = new SamplingPlan
        {
            Temperature = temperature,
            Grammar = """
                root ::= "[" number ("," number){2} "]"
                number ::= [1-9] [0-9]? # at most two digits
                """,
        };

        var text = Text(model, plan, most: 40);

        Assert.Matches(@"^\[[1-9][0-9]?(,[1-9][0-9]?){2}\]$", text);
    }

    [Fact]
    public void After_the_end_of_a_grammar_only_the_end_of_the_turn_is_chosen()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(new SamplingPlan { Temperature = 1, Grammar = "root ::= \"a\"" });
        Scores(context, 0, [10]);

        Assert.Equal("a"u8.ToArray(), model.Piece(context.Sample(sampler, 0)));
        Assert.True(model.EndsTurn(context.Sample(sampler, 0)));
        Assert.True(model.EndsTurn(context.Sample(sampler, 0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("root = \"a\"")]
    [InlineData("root ::= \"a")]
    [InlineData("root ::= [a-z")]
    [InlineData("root ::= (\"a\"")]
    [InlineData("root ::= \"a\" )")]
    [InlineData("root ::= word")]
    [InlineData("answer ::= \"a\"")]
    [InlineData("root ::= * \"a\"")]
    [InlineData("root ::= \"\\q\"")]
    [InlineData("root ::= \"\\ü\"")]
    [InlineData("root ::= \"a\"{3,1}")]
    [InlineData("root ::= \"a\"{99999}")]
    [InlineData("root ::= \"a\"{999999999999999999999}")]
    [InlineData("root ::= \"a\\x4\"")]
    [InlineData("root ::= <nothing-like-this>")]
    [InlineData("root ::= <[x]>")]
    [InlineData("root ::= <[]>")]
    [InlineData("root ::= <[")]
    [InlineData("root ::= \"a\"\0")]
    [InlineData("root ::= root \"a\" | \"b\"")]
    [InlineData("root ::= a root \"y\" | \"x\"\na ::= b\nb ::= \"\"")]
    [InlineData("root ::= (root)* \"a\"")]
    public void A_grammar_that_cannot_be_used_is_refused_with_a_sentence(string grammar)
    {
        using var model = Chat();

        var refused = Assert.Throws<LlamaException>(() => model.Sampler(new SamplingPlan { Grammar = grammar }));

        Assert.Contains("grammar", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grammar_nested_without_end_is_refused()
    {
        using var model = Chat();
        var grammar = "root ::= " + new string('(', 20_000) + "\"a\"" + new string(')', 20_000);

        Assert.Throws<LlamaException>(() => model.Sampler(new SamplingPlan { Grammar = grammar }));
    }

    [Fact]
    public void A_grammar_that_allows_no_token_of_the_model_ends_the_text_and_not_the_process()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(new SamplingPlan { Grammar = "root ::= <[99999]>" });
        Scores(context, 0, [10]);

        Assert.Throws<LlamaException>(() => context.Sample(sampler, 0));
        Scores(context, 0, [11]);
    }

    [Fact]
    public void Scores_that_are_not_numbers_are_refused()
    {
        var path = TinyGguf.Chat(Path.Combine(folder.Path, "broken.gguf"), brokenWeights: true);
        using var model = Runtime.Load(new ModelLoad(path), null, Cancel);
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(new SamplingPlan());
        Scores(context, 0, [10]);

        var refused = Assert.Throws<LlamaException>(() => context.Sample(sampler, 0));

        Assert.Contains("not numbers", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1f, 40, 0.95f, 0.05f, 1f, 64)]
    [InlineData(float.NaN, 40, 0.95f, 0.05f, 1f, 64)]
    [InlineData(1f, -1, 0.95f, 0.05f, 1f, 64)]
    [InlineData(1f, 40, 0f, 0.05f, 1f, 64)]
    [InlineData(1f, 40, 1.1f, 0.05f, 1f, 64)]
    [InlineData(1f, 40, 0.95f, 2f, 1f, 64)]
    [InlineData(1f, 40, 0.95f, 0.05f, 0f, 64)]
    [InlineData(1f, 40, 0.95f, 0.05f, 1f, -1)]
    public void Numbers_of_a_plan_that_mean_nothing_are_refused(
        float temperature, int topK, float topP, float minP, float repeat, int window)
    {
        using var model = Chat();
        var plan = new SamplingPlan
        {
            Temperature = temperature, TopK = topK, TopP = topP, MinP = minP, RepeatPenalty = repeat, PenaltyWindow = window,
        };

        Assert.Throws<ArgumentOutOfRangeException>(() => model.Sampler(plan));
    }

    private static string Text(ILlamaModel model, SamplingPlan plan, int most = 24)
    {
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(plan);
        var tokens = Write(context, sampler, 0, [10, 20, 30], most).TakeWhile(token => !model.EndsTurn(token));
        return Encoding.UTF8.GetString([.. tokens.SelectMany(model.Piece)]);
    }
}
