using System.Text.Json.Serialization;
using PaperBot.Answering;

namespace PaperBot.CommandLine.Json;

/// <summary>What <c>ask</c>, <c>compare</c> and, with themes, <c>summarize</c> print.</summary>
internal sealed record AnswerJson(
    string Id, string Question, string Answer, bool Abstained, string Engine, IReadOnlyList<CitationJson> Citations,
    Outcome Outcome, IReadOnlyList<NamedPaperJson> Nearest, AnswerTimings Timings)
{
    /// <summary>Under which <c>replay</c> finds it; null when it is not kept.</summary>
    public string? AnswerId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Themes { get; init; }

    public static AnswerJson Of(Answer answer) => new(
        answer.QuestionId, answer.Question, answer.Text, answer.Abstained, answer.Engine,
        [.. answer.Citations.Select(c => new CitationJson(c.Number, c.PaperId, c.Title, c.Quote, c.Published))],
        answer.Outcome, [.. answer.Nearest.Select(p => new NamedPaperJson(p.PaperId, p.Title))], answer.Timings)
    {
        AnswerId = answer.Id,
    };
}

/// <summary>A piece of evidence; <c>date</c> is YYYY-MM-DD, or null where the paper has none.</summary>
internal sealed record CitationJson(int N, string Id, string Title, string Quote, DateOnly? Date);
