using System.Text.Json;
using System.Text.Json.Serialization;
using PaperBot.Conversations;

namespace PaperBot.Evaluation;

/// <summary>One line of a question file. Settable, because the JSON source generator would null absent init-only members.</summary>
internal sealed record EvalQuestion
{
    public string Id { get; set; } = "";

    /// <summary>fact, which, multi, followup, lookup, field, none or injection.</summary>
    public string Kind { get; set; } = "fact";

    public string Question { get; set; } = "";

    public IReadOnlyList<EvalTurn> History { get; set; } = [];

    /// <summary>Keys of the papers that answer.</summary>
    public IReadOnlyList<string> Gold { get; set; } = [];

    /// <summary>Each must occur in the answer, in one of its wordings (<c>a|b</c>).</summary>
    [JsonPropertyName("answer_facts")]
    public IReadOnlyList<string> AnswerFacts { get; set; } = [];

    /// <summary>Keys of papers that may be cited as well.</summary>
    [JsonPropertyName("also_ok")]
    public IReadOnlyList<string> AlsoOk { get; set; } = [];

    /// <summary>Keys of the papers that a question without an answer asks about.</summary>
    public IReadOnlyList<string> About { get; set; } = [];

    /// <summary>Strings that must not occur in the answer; case matters.</summary>
    [JsonPropertyName("must_not")]
    public IReadOnlyList<string> MustNot { get; set; } = [];

    /// <summary>For <c>none</c>: near (a detail no abstract gives) or off (another domain).</summary>
    public string? Sub { get; set; }

    public bool? Paraphrased { get; set; }

    /// <summary>The kind, facts and refusals split by how hard they are: <c>fact literal</c>, <c>none near</c>.</summary>
    public string Group => Kind switch
    {
        "fact" when Paraphrased is not null => Paraphrased.Value ? "fact paraphrased" : "fact literal",
        "none" when Sub is not null => $"none {Sub}",
        _ => Kind,
    };

    /// <summary>Whether no answer is the right answer.</summary>
    public bool WantsRefusal => Kind == "none";

    /// <summary>The history as the answerer takes it.</summary>
    public IReadOnlyList<Turn> Turns =>
        [.. History.Select(t => new Turn(t.Role.Equals("bot", StringComparison.OrdinalIgnoreCase) ? Speaker.Bot : Speaker.User, t.Text))];

    /// <summary>Reads a question file, one JSON object a line.</summary>
    /// <exception cref="FormatException">A line is no question; the message names the line.</exception>
    public static IReadOnlyList<EvalQuestion> ReadFile(string path) =>
        JsonLines.Read(path, EvalJson.Default.EvalQuestion);
}

/// <summary>One earlier message of a question.</summary>
internal sealed record EvalTurn(string Role, string Text);

/// <summary>Maps a key of a question file to a paper's title.</summary>
internal sealed record PaperKey(string Key, string Title)
{
    public static IReadOnlyList<PaperKey> ReadFile(string path) => JsonLines.Read(path, EvalJson.Default.PaperKey);
}

[JsonSerializable(typeof(EvalQuestion))]
[JsonSerializable(typeof(PaperKey))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class EvalJson : JsonSerializerContext;
