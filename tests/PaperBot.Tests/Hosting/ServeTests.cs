using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.Hosting;

/// <summary>The service with something other than a person at its input.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_first_start_imports_the_sample_and_shows_its_digest_and_later_ones_show_it_again()
    {
        var first = await ProgramRun.Of(data);
        Assert.Equal(0, first.Code);
        Assert.Equal("", first.Error);
        Assert.StartsWith("This is a first start", first.Out, StringComparison.Ordinal);
        Assert.Contains("Paper digest", first.Out, StringComparison.Ordinal);
        Assert.Contains("sample, an invented paper", first.Out, StringComparison.Ordinal);

        var second = await ProgramRun.Of(data, "serve");
        Assert.Equal(first.Out[first.Out.IndexOf("Paper digest", StringComparison.Ordinal)..], second.Out);
    }

    [Fact]
    public async Task Own_papers_keep_the_sample_away()
    {
        using var inputs = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var run = await ProgramRun.Of(data);
        Assert.DoesNotContain("sample", run.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Lanternfish", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_listing_gives_the_kept_digest_its_new_words_without_showing_it_a_second_time()
    {
        using var inputs = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        Assert.Contains("from 12 years", (await ProgramRun.Of(data, "digest")).Out, StringComparison.Ordinal);
        await ProgramRun.Of(data, "import", inputs.File("corrected.txt", Listing.Text.Replace("12 years", "21 years", StringComparison.Ordinal)));

        // The service looks in the background, and ends with its input.
        var shown = "";
        for (var run = 0; run < 50 && !shown.Contains("from 21 years", StringComparison.Ordinal); run++)
        {
            var served = await ProgramRun.WithInput("/paper lanternfish\n", data);
            Assert.Equal(2, served.Out.Split("Paper digest").Length);
            shown = (await ProgramRun.Of(data, "digest")).Out;
        }

        Assert.Contains("from 21 years", shown, StringComparison.Ordinal);
        Assert.Contains("the abstract changed, version 2.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("12 years", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Piped_lines_are_answered_in_order_and_a_wrong_one_stops_nothing()
    {
        var run = await ProgramRun.WithInput("\uFEFF/paper tidewatch\r\n\n/serch x\n/help digest\n/quit\n/paper kiln\n", data);
        Assert.Equal(0, run.Code);
        var card = run.Out.IndexOf("> /paper tidewatch", StringComparison.Ordinal);
        var wrong = run.Out.IndexOf("did you mean /search?", StringComparison.Ordinal);
        var help = run.Out.IndexOf("/digest show [--date DAY]", StringComparison.Ordinal);
        Assert.True(card > 0 && card < wrong && wrong < help, run.Out);
        Assert.DoesNotContain("> /paper kiln", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_piped_question_gets_a_cited_answer()
    {
        var run = await ProgramRun.WithInput("What word error rate does Windfield reach on GustBench?\n", data);
        Assert.Contains("21.4%", run.Out, StringComparison.Ordinal);
        Assert.Contains("[1] Windfield", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_line_of_a_pipe_carries_terminal_codes()
    {
        var run = await ProgramRun.WithInput("/paper tidewatch\n", data);
        Assert.DoesNotContain('\e', run.Out);
    }
}
