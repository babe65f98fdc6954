using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class AnswerabilityTests
{
    private static readonly CorpusSnapshot Shelf = CorpusSnapshot.Of(
    [
        Written("Quickdisk: A Fast Reader for Old Disks", "Old disks are slow. Quickdisk reads them in 40 ms by guessing."),
        Written("Tides under Ice", "We record how ice sheets rise with the tide. Buoys send their height every hour."),
        Written("Counting Moths at Night", "Moths are counted by their wings. A lamp and a camera find nine of ten."),
    ]);

    [Fact]
    public void Every_sign_has_a_shipped_weight_and_every_weight_a_sign()
    {
        var (_, weighing) = QuestionAnswerer.Weigh(new Question("q", "which reader is fast on old disks?"), Shelf);
        Assert.Equal(weighing!.Signs.All.Select(s => s.Name).Order(), Answerability.Trained.Signs.Order());
        Assert.InRange(Answerability.Trained.AnswerFrom, 0.3, 0.95);
    }

    [Fact]
    public void Table_is_read_as_it_was_written()
    {
        var (_, weighing) = QuestionAnswerer.Weigh(new Question("q", "which reader is fast on old disks?"), Shelf);
        using var written = new StringWriter();
        Answerability.Write(weighing!.Signs.All.Select(s => (s.Name, 0.0)), 1.0986, 0.5, written);
        var read = Answerability.Read(new StringReader(written.ToString()));
        Assert.Equal(0.5, read.AnswerFrom);
        Assert.Equal(0.75, read.Probability(weighing.Signs), 3);
    }

    [Theory]
    [InlineData("bias\t0\n", "answer from")]
    [InlineData("answer from\t0.5\n", "bias")]
    [InlineData("bias\t0\nbias\t1\nanswer from\t0.5\n", "bias\t1")]
    [InlineData("bias 0\n", "bias 0")]
    [InlineData("bias\tmuch\n", "much")]
    public void Table_of_another_form_is_named(string table, string named)
    {
        var wrong = Assert.Throws<FormatException>(() => Answerability.Read(new StringReader(table)));
        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("how many parameters has the reader?", false)]
    [InlineData("what should i cook tonight with eggs and rice and some old bread", false)]
    [InlineData("Quickdisk", true)]
    [InlineData("how fast is Quickdisk?", true)]
    public void Words_decide_where_they_can(string question, bool answers) =>
        Assert.Equal(answers, QuestionAnswerer.Weigh(new Question("q", question), Shelf).Reply.Outcome == Outcome.Answered);

    [Fact]
    public void Signs_are_numbers_whatever_is_asked()
    {
        var lengthy = string.Join(' ', Enumerable.Repeat("disks and readers", 300));
        foreach (var question in new[] { "?", "a", "disks", new string('x', 3000), lengthy })
        {
            var (_, weighing) = QuestionAnswerer.Weigh(new Question("q", question), Shelf);
            Assert.All(weighing?.Signs.All ?? [], s => Assert.InRange(s.Value, -1e-9, 20));
        }
    }

    private static Paper Written(string title, string text) => Some.Paper(title, title[..4]) with { Abstract = text };
}
