using PaperBot.Answering;

namespace PaperBot.Benchmarks.Answerability;

/// <summary>Why a question is there.</summary>
internal enum Origin
{
    /// <summary>Some paper answers it.</summary>
    Answerable,

    /// <summary>Near the papers' subjects, and no paper answers it.</summary>
    Near,

    /// <summary>About something else entirely.</summary>
    Off,

    /// <summary>An answerable one after the papers that answer it were taken away.</summary>
    Removed,

    /// <summary>An answerable one after the sentences that answer it were taken out of the abstract.</summary>
    Erased,

    /// <summary>An answerable one in which the paper's name was exchanged for another paper's.</summary>
    Renamed,
}

/// <summary>A question with what speaks for and against an answer.</summary>
/// <param name="Id">Of the question it is or was made from.</param>
/// <param name="Source">The file it comes from: one author each.</param>
/// <param name="Group">Its kind, as the evaluation names it.</param>
/// <param name="Text">As asked.</param>
/// <param name="Origin">Why it is there.</param>
/// <param name="Papers">Keys of the papers it is about; its own id where it is about none.</param>
/// <param name="Signs">
/// What speaks for and against an answer; null where something else decides (small talk, a field of a paper).
/// </param>
/// <param name="Decided">Whether it is answered where the words alone decide; null where the signs are weighed.</param>
/// <param name="RefusedNow">Whether the program as it stands refuses it.</param>
internal sealed record WeighedQuestion(
    string Id, string Source, string Group, string Text, Origin Origin, IReadOnlyList<string> Papers, AnswerabilitySigns? Signs,
    bool? Decided, bool RefusedNow)
{
    /// <summary>Whether a person wrote it as it stands.</summary>
    public bool IsReal => Origin is Origin.Answerable or Origin.Near or Origin.Off;

    /// <summary>The signs' values in their order; there must be signs.</summary>
    public double[] Values => [.. Signs!.All.Select(s => s.Value)];

    /// <summary>Whether an answer is right.</summary>
    public bool Answers => Origin == Origin.Answerable;
}
