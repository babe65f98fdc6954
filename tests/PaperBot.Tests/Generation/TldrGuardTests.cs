using System.Text.Json;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Tests.Grounding;
using Xunit;

namespace PaperBot.Tests.Generation;

public sealed class TldrGuardTests
{
    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Archives are asked seldom. Larder keeps 2.1 billion vectors on slow disks. On DustShelf it answers in 40 ms "
            + "with a recall of 91.5\\%. It does not need a graph. Larder outperforms FlatScan in recall.",
    };

    [Theory]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks and answers in 40 ms on DustShelf.")]
    [InlineData("TL;DR: Larder keeps 2.1 billion vectors on slow disks.")]
    [InlineData("\"Larder keeps 2.1 billion vectors on slow disks.\"")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks. [1]")]
    [InlineData("Larder reaches a recall of 91.5% on DustShelf")]
    public void Sentence_the_abstract_supports_is_shown_bare(string output)
    {
        var guarded = Check(output);
        Assert.Null(guarded.Refusal);
        Assert.StartsWith("Larder", guarded.Text, StringComparison.Ordinal);
        Assert.EndsWith(".", guarded.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('[', guarded.Text);
        Assert.Equal(guarded.Text, Check(guarded.Text).Text);
    }

    [Theory]
    [InlineData("", TldrRefusal.Empty)]
    [InlineData(" \n ", TldrRefusal.Empty)]
    [InlineData("...", TldrRefusal.Empty)]
    [InlineData("NOT STATED", TldrRefusal.Empty)]
    [InlineData("Larder keeps 2.4 billion vectors on slow disks.", TldrRefusal.Number)]
    [InlineData("On DustShelf Larder answers in 40 s.", TldrRefusal.Number)]
    [InlineData("On DustShelf Larder reaches a recall of 91.5 points.", TldrRefusal.Number)]
    [InlineData("On MoldShelf Larder answers in 40 ms.", TldrRefusal.Name)]
    [InlineData("Larder needs a graph.", TldrRefusal.Contradiction)]
    [InlineData("FlatScan outperforms Larder in recall.", TldrRefusal.Contradiction)]
    [InlineData("Larder teaches robots how to peel bananas in the kitchen.", TldrRefusal.Unsupported)]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks. [2]", TldrRefusal.Unsupported)]
    [InlineData("Larder keeps vectors on slow disks. It answers in 40 ms.", TldrRefusal.NotOneSentence)]
    [InlineData("Larder keeps vectors on slow disks. it answers in 40 ms.", TldrRefusal.NotOneSentence)]
    [InlineData("Larder keeps vectors.\nIt answers in 40 ms", TldrRefusal.NotOneSentence)]
    [InlineData("Does Larder keep vectors on slow disks?", TldrRefusal.NotOneSentence)]
    [InlineData("Larder keeps vectors on slow disks, see https://example.org.", TldrRefusal.Markup)]
    [InlineData("Larder keeps vectors on slow disks, see larder.io for more.", TldrRefusal.Markup)]
    [InlineData("Larder keeps [vectors](https://example.org) on slow disks.", TldrRefusal.Markup)]
    [InlineData("**Larder** keeps vectors on slow disks.", TldrRefusal.Markup)]
    [InlineData("@everyone Larder keeps vectors on slow disks.", TldrRefusal.Markup)]
    [InlineData("Larder keeps \u202Evectors on slow disks.", TldrRefusal.Markup)]
    [InlineData("Larder hält 2.1 Milliarden Vektoren auf langsamen Platten und antwortet auf DustShelf.", TldrRefusal.Language)]
    [InlineData("Larder 在慢速磁盘上保存向量.", TldrRefusal.Language)]
    [InlineData("Larder keeps 2.1 billion vectors on", TldrRefusal.Cut)]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks,", TldrRefusal.Cut)]
    internal void Sentence_that_may_mislead_is_refused_with_its_reason(string output, TldrRefusal refusal)
    {
        var guarded = Check(output);
        Assert.Equal((refusal, ""), (guarded.Refusal!.Value, guarded.Text));
    }

    [Fact]
    public void Thirty_words_pass_and_thirty_one_do_not()
    {
        var words = "Larder keeps 2.1 billion vectors on slow disks and on DustShelf it answers in 40 ms with a recall of 91.5% "
            + "and does not need a graph";
        var thirty = words + string.Concat(Enumerable.Repeat(" disks", 30 - words.Split(' ').Length));
        Assert.NotEqual(TldrRefusal.TooLong, Check(thirty + ".").Refusal);
        Assert.Equal(TldrRefusal.TooLong, Check(thirty + " disks.").Refusal);
        Assert.Equal(TldrRefusal.TooLong, Check($"Larder keeps {new string('x', 400)}.").Refusal);
    }

    [Fact]
    public void Output_cut_by_its_limit_is_refused_however_whole_it_looks() =>
        Assert.Equal(TldrRefusal.Cut, TldrGuard.Check("Larder keeps vectors on slow disks.", true, true, Larder).Refusal);

    [Fact]
    public void Client_that_does_not_say_why_it_stopped_must_end_its_sentence()
    {
        Assert.Equal(TldrRefusal.Cut, TldrGuard.Check("Larder keeps vectors on slow disks", false, false, Larder).Refusal);
        Assert.Null(TldrGuard.Check("Larder keeps vectors on slow disks.", false, false, Larder).Refusal);
    }

    [Fact]
    public void Marks_that_the_paper_prints_itself_are_no_markup()
    {
        var paper = Some.Paper("Stars")
            with { Abstract = "We compare A* search with pass@1 in C# for p < 0.05 of the snake_case words." };
        Assert.Null(TldrGuard.Check("We compare A* search with pass@1 in C# of the snake_case words.", false, true,
            paper).Refusal);
        Assert.Equal(TldrRefusal.Markup, TldrGuard.Check("We compare B* search with pass@1 in C#.", false, true, paper).Refusal);
    }

    [Fact]
    public void First_short_sentences_of_the_sample_pass_as_they_are_printed()
    {
        var checkedAny = 0;
        foreach (var paper in SamplePapers.All)
        {
            foreach (var sentence in PaperBot.Text.Sentences.Of(paper.Abstract))
            {
                var readable = PaperBot.Text.ReadableLatex.Of(sentence.Text);
                if (readable.Split(' ').Length is >= 6 and <= 30 && !readable.EndsWith('?')
                    && !readable.Contains("http", StringComparison.Ordinal))
                {
                    var guarded = TldrGuard.Check(readable, false, true, paper);
                    Assert.True(guarded.Refusal is null or TldrRefusal.Markup or TldrRefusal.NotOneSentence or TldrRefusal.Cut,
                        $"{guarded}: {readable}");
                    checkedAny += guarded.Refusal is null ? 1 : 0;
                }
            }
        }

        Assert.True(checkedAny > 150, $"{checkedAny}");
    }

    [Fact]
    public void Human_summaries_are_seldom_taken_for_another_language()
    {
        var folder = Environment.GetEnvironmentVariable("PAPERBOT_TEST_DATA");
        var file = folder is null ? null : Path.Combine(folder, "eval", "scitldr", "dev.jsonl");
        Assert.SkipUnless(File.Exists(file), "PAPERBOT_TEST_DATA names no folder with eval/scitldr/dev.jsonl.");
        Dictionary<string, int> counts = [];
        var all = 0;
        foreach (var line in File.ReadLines(file!))
        {
            using var json = JsonDocument.Parse(line);
            var text = string.Join(' ', json.RootElement.GetProperty("sentences").EnumerateArray().Select(s => s.GetString()));
            var paper = Some.Paper(json.RootElement.GetProperty("title").GetString()!) with { Abstract = text };
            var target = json.RootElement.GetProperty("targets")[0].GetString()!;
            var refusal = TldrGuard.Check(target, false, true, paper).Refusal?.ToString() ?? "passed";
            counts[refusal] = counts.GetValueOrDefault(refusal) + 1;
            all++;
        }

        var tally = string.Join(", ", counts.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{all}: {tally}");
        Assert.True(counts.GetValueOrDefault("Language") < 0.02 * all, tally);
    }

    private static GuardedTldr Check(string output) => TldrGuard.Check(output, false, true, Larder);
}
