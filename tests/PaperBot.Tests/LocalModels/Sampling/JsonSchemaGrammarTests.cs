using System.Text.Json;
using PaperBot.LocalModels.Sampling;
using PaperBot.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.LocalModels.Sampling;

public sealed class JsonSchemaGrammarTests
{
    [Theory]
    [InlineData("""{"type":"string","pattern":"a+"}""", "'pattern'")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/x"}}}""", "property 'a' uses '$ref'")]
    [InlineData("""{"type":"integer","minimum":3}""", "'minimum'")]
    [InlineData("""{"type":"array","prefixItems":[]}""", "'prefixItems'")]
    [InlineData("""{"allOf":[]}""", "'allOf'")]
    [InlineData("""{"type":"date"}""", "type date")]
    [InlineData("""{"enum":[]}""", "empty 'enum'")]
    [InlineData("""{"anyOf":[{"type":"null"}],"type":"string"}""", "'type' beside 'anyOf'")]
    [InlineData("""{"type":"object","properties":{"a":true},"required":["b"]}""", "requires 'b'")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":2}""", "larger 'minLength'")]
    [InlineData("""{"type":"array","maxItems":100000}""", "'maxItems' 100000")]
    [InlineData("""{"minItems":2}""", "without a 'type'")]
    [InlineData("false", "is not an object")]
    public void What_lies_outside_the_subset_is_refused_by_name(string schema, string says)
    {
        var error = Assert.Throws<ModelServiceException>(() => Of(schema));
        Assert.Equal(ServiceFailure.Refused, error.Failure);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Optional_properties_come_in_order_with_the_right_commas()
    {
        var grammar = Of("""
            {"type":"object","title":"t","properties":{"a":{"const":1},"b":{"const":2},"c":{"const":3}},"required":["b"]}
            """);
        Assert.Equal(["{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":1,\"b\":2}", "{\"b\":2,\"c\":3}", "{\"b\":2}"], Words(grammar));
        Assert.Equal(
            ["{\"a\":1,\"b\":2}", "{\"a\":1}", "{\"b\":2}", "{}"],
            Words(Of("""{"type":"object","properties":{"a":{"const":1},"b":{"const":2}}}""")));
    }

    [Fact]
    public void Constants_are_written_as_json_writes_them()
    {
        Assert.Equal(
            ["\"a \\\"b\\\" é\"", "1.5", "null", "{\"x\":[true]}"],
            Words(Of("""{"enum":["a \"b\" é",null,1.5,{"x":[true]}]}""")).Order(StringComparer.Ordinal));
        Assert.Equal(["\"\""], Words(Of("""{"type":"string","maxLength":0}""")));
        Assert.Equal(["[]"], Words(Of("""{"type":"array","maxItems":0}""")));
        Assert.Equal(["false", "null", "true"], Words(Of("""{"type":["boolean","null"]}""")).Order(StringComparer.Ordinal));
    }

    private static string Of(string schema) => JsonSchemaGrammar.Of(JsonDocument.Parse(schema).RootElement);

    // All texts of a grammar without repetition, gaps left out: sequences, alternatives, brackets and literals.
    private static List<string> Words(string grammar)
    {
        var rules = grammar.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" ::= ", 2)).ToDictionary(p => p[0], p => p[1]);
        rules["gap"] = "\"\"";
        rules["char"] = "\"\"";
        return new Speller(rules).Of("root");
    }

    private sealed class Speller(Dictionary<string, string> rules)
    {
        private string text = "";
        private int at;

        public List<string> Of(string rule)
        {
            var (before, place) = (text, at);
            (text, at) = (rules[rule], 0);
            var words = Choice();
            Assert.Equal(text.Length, at);
            (text, at) = (before, place);
            return words;
        }

        private List<string> Choice()
        {
            var words = Sequence();
            while (at < text.Length && text[at] == '|')
            {
                at++;
                words.AddRange(Sequence());
            }

            return [.. words.Distinct()];
        }

        private List<string> Sequence()
        {
            List<string> words = [""];
            while (true)
            {
                while (at < text.Length && text[at] == ' ')
                {
                    at++;
                }

                if (at >= text.Length || text[at] is '|' or ')')
                {
                    return words;
                }

                var next = Item();
                words = [.. words.SelectMany(w => next, (w, n) => w + n)];
            }
        }

        private List<string> Item()
        {
            List<string> words;
            if (text[at] == '(')
            {
                at++;
                words = Choice();
                at++;
            }
            else if (text[at] == '"')
            {
                words = [Literal()];
            }
            else
            {
                var start = at;
                while (at < text.Length && char.IsLetterOrDigit(text[at]))
                {
                    at++;
                }

                words = Of(text[start..at]);
            }

            if (text.AsSpan(at).StartsWith("{0,0}"))
            {
                at += 5;
                return [""];
            }

            if (at < text.Length && text[at] == '?')
            {
                at++;
                words.Add("");
            }

            return words;
        }

        private string Literal()
        {
            var literal = "";
            for (at++; text[at] != '"'; at++)
            {
                at += text[at] == '\\' ? 1 : 0;
                literal += text[at];
            }

            at++;
            return literal;
        }
    }
}
