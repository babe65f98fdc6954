namespace PaperBot.Answering;

/// <summary>What is known about a question and its best paper before it is decided whether to answer.</summary>
/// <param name="Coverage">What of the question the paper speaks of.</param>
/// <param name="IsAboutThePapers">Whether the words alone say that the question is about the papers.</param>
/// <param name="Decision">What the words decide by themselves; null where the signs have to be weighed.</param>
/// <param name="Gap">What the paper seems not to state; null for nothing.</param>
/// <param name="Signs">What speaks for and against an answer.</param>
internal sealed record Weighing(Coverage Coverage, bool IsAboutThePapers, bool? Decision, Gap? Gap, AnswerabilitySigns Signs)
{
    /// <summary>The probability, 0 to 1, that the abstracts answer; means something where the signs are weighed.</summary>
    public double Probability => Answerability.Trained.Probability(Signs);

    /// <summary>Whether to answer.</summary>
    public bool Answers => Decision ?? (Probability >= Answerability.Trained.AnswerFrom);
}
