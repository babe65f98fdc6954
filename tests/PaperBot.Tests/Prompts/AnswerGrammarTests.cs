using FsCheck;
using FsCheck.Fluent;
using PaperBot.Prompts.Grammars;
using PaperBot.Prompts.Sources;
using Xunit;

namespace PaperBot.Tests.Prompts;

public sealed class AnswerGrammarTests
{
    private static readonly SourceBlock Block = SourceBlock.Of(
        [
            Some.Paper("Moss", "moss") with { Abstract = "Moss \"grows\" by 4.2\\% [3]. A path C:\\new [a-z]^2 is kept." },
            Some.Paper("Kites", "kites") with { Abstract = "Kites fly. Winds ≥ 5 m/s 😀 suffice." },
        ],
        new PromptBudget(1000),
        EstimatedTokens.Instance);

    private static readonly Gbnf Cited = new(AnswerGrammar.Cited(Block.Sources, sentences: 3));

    private static readonly Gbnf Quotes = new(AnswerGrammar.Quotes(Block.Sources, quotes: 2));

    [Theory]
    [InlineData("It grows by 4.2%. [1]")]
    [InlineData("It grows. [1] Kites fly! [2]")]
    [InlineData("It grows.\n\nBoth work. [1][2]", false)]
    [InlineData("It grows. [1]\nBoth work. [1][2]")]
    [InlineData("It grows. [1] [2]")]
    [InlineData("Lund et al. show that mosses, e.g. peat, grow by 3.5x (vs. 2.0). [1]")]
    [InlineData("GPT-3.5 is used with v1.0.2. [2]")]
    [InlineData("Größe α≥5, “so it says.” [1]")]
    [InlineData("NOT STATED")]
    [InlineData("NO MATCH")]
    [InlineData("It grows.", false)]
    [InlineData("It grows. [3]", false)]
    [InlineData("It grows. [12]", false)]
    [InlineData("It grows. 【1】", false)]
    [InlineData("As [1] says, it grows. [1]", false)]
    [InlineData("It is final. It grows. [1]", false)]
    [InlineData("It grows [1].", false)]
    [InlineData("It grows. [1] And more", false)]
    [InlineData("It grows. [1] A. [1] B. [1] C. [1]", false)]
    [InlineData("[1]", false)]
    [InlineData("", false)]
    [InlineData("NOT STATED. [1]")]
    public void Every_sentence_ends_with_markers_that_were_given(string text, bool admitted = true) =>
        Assert.Equal(admitted, Cited.Admits(text));

    [Fact]
    public void Each_given_sentence_can_be_quoted_with_its_own_marker_only()
    {
        foreach (var source in Block.Sources)
        {
            Assert.All(source.Sentences, s => Assert.True(Quotes.Admits($"{s.Shown} {source.Marker}"), s.Shown));
            Assert.All(source.Sentences, s => Assert.False(Quotes.Admits($"{s.Shown} [{3 - source.Number}]")));
        }

        Assert.True(Quotes.Admits("Kites fly. [2] Moss \"grows\" by 4.2% ［3］. [1]"));
        Assert.False(Quotes.Admits("Kites fly. [2] Kites fly. [2] Kites fly. [2]"));
        Assert.False(Quotes.Admits("Kites fly high. [2]"));
        Assert.True(Quotes.Admits("NOT STATED"));
    }

    [Fact]
    public void Abstention_can_be_forbidden()
    {
        Assert.False(new Gbnf(AnswerGrammar.Cited(Block.Sources, 1, mayAbstain: false)).Admits("NOT STATED"));
        Assert.False(new Gbnf(AnswerGrammar.Quotes(Block.Sources, 1, mayAbstain: false)).Admits("NO MATCH"));
    }

    [Fact]
    public void A_literal_admits_its_text_and_no_other()
    {
        var pieces = Gen.Elements(
            "\"", "\\", "\n", "\t", "\r", "[", "]", "^", "-", "{", "}", "|", "(", ")", "x41", "n", "é", "😀", "\u0001", "\u2028",
            "a", " ");
        var texts = Arb.From(Gen.ArrayOf(pieces).Select(string.Concat));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(texts, text =>
        {
            var literal = GbnfText.Literal(text);
            var grammar = new Gbnf("root ::= " + literal + "\n");
            return grammar.Admits(text) && !grammar.Admits(text + "a") && literal.AsSpan().IndexOfAny("\n\r\u2028") < 0;
        }));
    }
}
