using PaperBot.Answering;

namespace PaperBot.Evaluation;

/// <summary>One question done.</summary>
/// <param name="Question">As asked.</param>
/// <param name="Answer">As given.</param>
/// <param name="IsRight">A gold paper is cited, or a refusal was right, and nothing forbidden was said.</param>
internal sealed record EvalOutcome(EvalQuestion Question, Answer Answer, bool IsRight);

/// <summary>Counts over a group of questions.</summary>
internal sealed class EvalTally
{
    /// <summary>Questions.</summary>
    public int N { get; set; }

    /// <summary>Questions with a gold paper; the two counts below are of these.</summary>
    public int WithGold { get; set; }

    /// <summary>A gold paper ranked first.</summary>
    public int HitAt1 { get; set; }

    /// <summary>A gold paper among the first five.</summary>
    public int HitAt5 { get; set; }

    /// <summary>Answers that cite a gold paper.</summary>
    public int Cited { get; set; }

    /// <summary>Facts asked for.</summary>
    public int Facts { get; set; }

    /// <summary>Facts stated in an answer that cites a gold paper.</summary>
    public int FactsStated { get; set; }

    /// <summary>Distinct papers cited, over all answers to questions with a gold paper.</summary>
    public int Citations { get; set; }

    /// <summary>Of these, gold or also fitting.</summary>
    public int CitationsRight { get; set; }

    /// <summary>Answers in a model's words.</summary>
    public int ByModel { get; set; }

    /// <summary>Refusals: not stated, no match, or small talk instead of an answer.</summary>
    public int Refused { get; set; }

    /// <summary>Answers holding a forbidden string.</summary>
    public int Forbidden { get; set; }

    /// <summary>Quotes that are not verbatim in their abstract.</summary>
    public int Misquoted { get; set; }
}

/// <summary>What scoring a question file gave.</summary>
/// <param name="Total">Over all questions.</param>
/// <param name="ByKind">By kind, facts and refusals split by difficulty.</param>
/// <param name="RefusedRightly">Refusals where refusing was right.</param>
/// <param name="RefusedWrongly">Refusals where an answer existed.</param>
/// <param name="ToRefuse">Questions that should be refused.</param>
/// <param name="P50Ms">Median time of an answer in milliseconds.</param>
/// <param name="P95Ms">95th percentile.</param>
internal sealed record EvalReport(
    EvalTally Total,
    IReadOnlyDictionary<string, EvalTally> ByKind,
    int RefusedRightly,
    int RefusedWrongly,
    int ToRefuse,
    double P50Ms,
    double P95Ms);
