using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Answers questions about authors, dates and counts from the papers' fields.</summary>
internal static class FieldQuestions
{
    /// <summary>The answer, or null when the question is about something else.</summary>
    public static Reply? TryAnswer(Question question, ConversationFocus focus, Ranking ranking, CorpusSnapshot corpus)
    {
        _ = question;
        _ = focus;
        _ = ranking;
        _ = corpus;
        return null;
    }
}
