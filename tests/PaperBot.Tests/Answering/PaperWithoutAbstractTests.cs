using PaperBot.Answering;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class PaperWithoutAbstractTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public async Task Paper_without_an_abstract_answers_nothing_and_fails_nothing(string text)
    {
        var bare = Some.Paper("Larder: A Vector Index for Archives", "larder") with { Abstract = text };
        var other = Some.Paper("Cairn: Exploration for Robots", "cairn") with { Abstract = "Cairn lets robots drop beacons in archives." };
        foreach (var asked in new[] { "what is Larder?", "a vector index for archives", "what recall does Larder reach?", "which papers are about archives?" })
        {
            var answer = await Answerers.Over(Corpora.Of(bare, other)).AnswerAsync(new Question("q", asked), CancellationToken.None);
            Assert.NotEmpty(answer.Text);
            Assert.DoesNotContain(answer.Citations, c => c.PaperId == "larder");
        }
    }
}
