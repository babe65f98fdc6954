using System.Text.Json;

namespace PaperBot.Benchmarks.Training;

/// <summary>A question that somebody wrote about an abstract, for learning.</summary>
/// <param name="Paper">The id of the paper that answers.</param>
/// <param name="Question">As somebody would ask who half remembers it.</param>
internal sealed record AskedQuestion(string Paper, string Question)
{
    /// <summary>
    /// True for every fifth paper: no vectors are learnt from questions about it, so that what is learnt later from how well papers are
    /// found is not misled by vectors that have seen the question.
    /// </summary>
    public bool IsHeldBack => Paper.Sum(c => c) % 5 == 0;

    /// <summary>Reads lines of <c>paper</c> and <c>question</c>.</summary>
    /// <exception cref="FormatException">A line is something else; the message names file and line.</exception>
    public static List<AskedQuestion> ReadFile(string path)
    {
        List<AskedQuestion> questions = [];
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var (paper, question) = (json.RootElement.GetProperty("paper"), json.RootElement.GetProperty("question"));
                questions.Add(new AskedQuestion(paper.GetString()!, question.GetString()!));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"{path}, line {questions.Count + 1}: not a question about a paper ({e.Message})", e);
            }
        }

        return questions;
    }
}
