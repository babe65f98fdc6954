using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class SourceListTests
{
    private static readonly Paper[] Papers =
    [
        Some.Paper("Shelf_One: *Stars* [and] Brackets", "one") with { Abstract = "We count stars on shelves. The stars are 14." },
        Some.Paper(@"The $\alpha$-Shelf at 80\% Load [2]", "two") with { Abstract = "We count loads on shelves. The loads are 15." },
        Some.Paper($"Shelves {string.Concat(Enumerable.Repeat("of many words ", 40))}", "three") with { Abstract = "We count words on shelves. The words are 16." },
    ];

    [Fact]
    public void Titles_of_an_answer_lead_back_to_their_papers_however_they_are_shown()
    {
        var sources = new SourceList();
        foreach (var paper in Papers)
        {
            sources.Cite(paper, "");
        }

        var corpus = Corpora.Of(Papers).Current;
        Assert.Equal(Papers.Select(p => p.Id), SourceList.TitlesIn($"Text.\n\n{sources.Render()}").Select(t => corpus.FindByTitle(t)!.Id));
    }

    [Fact]
    public void Titles_of_an_answer_given_before_titles_were_escaped_are_found_too()
    {
        var corpus = Corpora.Of(Papers).Current;
        var older = $"Text.\n\nSources:\n[1] {Papers[0].Title} (date not given)\n[2] {Papers[1].Title} (1 Mar 2026)";
        Assert.Equal(["one", "two"], SourceList.TitlesIn(older).Select(t => corpus.FindByTitle(t)!.Id));
    }

    [Fact]
    public async Task Second_one_of_an_escaped_list_is_the_second_paper()
    {
        var answerer = Answerers.Over(Corpora.Of(Papers));
        var first = await answerer.AnswerAsync(new Question("q", "which papers are about shelves?"), CancellationToken.None);
        var asked = new Question("q", "what does the second one count?")
        {
            History = [new Turn(Speaker.User, "which papers are about shelves?"), new Turn(Speaker.Bot, first.Text)],
        };
        var second = await answerer.AnswerAsync(asked, CancellationToken.None);
        Assert.Equal(first.Citations.Select(c => c.PaperId).Distinct().ElementAt(1), second.Citations[0].PaperId);
    }
}
