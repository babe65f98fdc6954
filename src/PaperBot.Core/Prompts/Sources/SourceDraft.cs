using System.Globalization;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Prompts.Sources;

/// <summary>A paper on its way into a prompt: its lines, what each costs, and how many are taken so far.</summary>
internal sealed class SourceDraft
{
    private readonly List<GivenSentence> sentences;

    public SourceDraft(Paper paper)
    {
        Paper = paper;
        Title = ShownLine.Of(paper.Title);
        sentences = [.. Sentences.Of(paper.Abstract).Select(
            (printed, i) => new GivenSentence(i + 1, printed, ShownLine.Of(printed.Text)))];
    }

    public Paper Paper { get; }

    public string Title { get; }

    public IEnumerable<string> Lines => sentences.Select(s => s.Shown).Append(Title);

    /// <summary>How many sentences are in.</summary>
    public int Taken { get; private set; }

    private string Date => Paper.Published?.ToString(" (d MMM yyyy)", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Tokens of the next sentence, with the delimiters when it is the first; null when all are in.</summary>
    public int? NextCost(string fence, ITokenCounter counter) => Taken >= sentences.Count ? null
        : counter.Count(Line(1, sentences[Taken]))
            + (Taken == 0 ? counter.Count(Opening(1, fence)) + counter.Count(Closing(1, fence)) : 0);

    public void TakeNext() => Taken++;

    public GivenSource Given(int number) => new(number, Paper, sentences[..Taken], Taken < sentences.Count);

    public string Render(int number, string fence) =>
        Opening(number, fence) + string.Concat(sentences.Take(Taken).Select(s => Line(number, s))) + Closing(number, fence);

    private string Opening(int number, string fence) =>
        string.Create(CultureInfo.InvariantCulture, $"{fence} SOURCE [{number}] {Title}{Date}\n");

    private static string Closing(int number, string fence) =>
        string.Create(CultureInfo.InvariantCulture, $"{fence} END OF SOURCE [{number}]\n");

    private static string Line(int number, GivenSentence sentence) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}.{sentence.Number} {sentence.Shown}\n");
}
