using System.Text.Json;
using PaperBot.Generation;
using PaperBot.Grounding;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Grounding;

/// <summary>
/// How often what a model's sentence has to pass believes honest sentences and catches spoilt ones. Honest paraphrases were
/// written by hand over the bundled papers (real.jsonl: over real ones), and so were alterations of most of them ("spoilt" in a
/// line); others the seeded corruptor makes, which is told apart. Every file but last.jsonl was looked at while the checks were
/// made better, so that their figures flatter. All but tune.jsonl and held.jsonl were written by people who had not seen the
/// checks; last.jsonl was measured once and nothing was changed for it. It misses the aim of one false alarm in twenty. Floors
/// lie a little below what was measured, which is printed with the test's output.
/// </summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const string FolderVariable = "PAPERBOT_TEST_DATA";
    private const int SourcesGiven = 6;

    [Theory]
    [InlineData("tune.jsonl", 0.06, 0.8, 0.8)]
    [InlineData("held.jsonl", 0.04, 0.8, 0.88)]
    public void Paraphrases_are_believed_and_their_corruptions_caught(
        string file, double falseAlarms, double directions, double negations)
    {
        var (tally, byHand) = Measured(file, SamplePapers.All);
        Print(file, tally, byHand);
        AssertFloors(tally, falseAlarms, directions, negations);
    }

    [Theory]
    [InlineData("tune.jsonl", 0.06, 0.97, 0.78, 0.8)]
    [InlineData("second.jsonl", 0.08, 0.93, 0.8, 0.84)]
    [InlineData("check.jsonl", 0.09, 0.92, 0.6, 0.75)]
    [InlineData("last.jsonl", 0.14, 0.75, 0.84, 0.64)]
    public void Alterations_made_by_hand_are_caught(string file, double falseAlarms, double facts, double directions, double negations)
    {
        AssertByHand(file, SamplePapers.All, falseAlarms, facts, directions, negations);
    }

    [Fact]
    public async Task Alterations_about_real_papers_are_caught()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{FolderVariable} is not set: the real papers are not part of the repository.");
        var corpus = await Corpora.ImportedAsync(Path.Combine(folder, "papers"), sample: false);
        AssertByHand("real.jsonl", corpus.Current.Papers, 0.06, 0.9, 0.75, 0.82);
    }

    private void AssertByHand(
        string file, IReadOnlyList<Paper> papers, double falseAlarms, double facts, double directions, double negations)
    {
        var (tally, byHand) = Measured(file, papers);
        Print(file, tally, byHand);
        Assert.True(byHand.Made > 0, "no line of the file holds an alteration");
        Assert.InRange(tally.FalseAlarms, 0, falseAlarms);
        Assert.InRange(byHand.Caught(CorruptionKind.Number, CorruptionKind.Unit, CorruptionKind.Name), facts, 1);
        Assert.InRange(byHand.Caught(CorruptionKind.Direction), directions, 1);
        Assert.InRange(byHand.Caught(CorruptionKind.Negation), negations, 1);
    }

    private void Print(string file, CalibrationTally tally, CalibrationTally byHand) => output.WriteLine(
        $"{file}\n{tally.Table()}\nby hand:\n{byHand.Table()}\n{tally.Slips()}{byHand.Slips()}");

    private static (CalibrationTally Tally, CalibrationTally ByHand) Measured(string file, IReadOnlyList<Paper> papers)
    {
        var pairs = ParaphraseFile.Read(PathOf(file));
        var (tally, byHand) = (new CalibrationTally(), new CalibrationTally());
        for (var i = 0; i < pairs.Count; i++)
        {
            var sources = GivenWith(papers, pairs[i].Paper, i);
            Measure(tally, $"{pairs[i].Claim} [1]", sources, i);
            foreach (var (kind, text) in pairs[i].Spoilt)
            {
                var altered = new Corruption(kind, $"{text} [1]", "by hand");
                byHand.CountSpoilt(altered, Check(new CitationVerifier(sources), sources, altered.Text));
            }
        }

        return (tally, byHand);
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "grounding", file);

    [Fact]
    public void Claims_judged_by_people_are_told_apart_more_often_than_not()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{FolderVariable} is not set: SciFact is not part of the repository.");
        Dictionary<string, (int Accepted, int All)> tally = [];
        var titles = File.ReadLines(Path.Combine(folder, "eval", "ir", "scifact", "corpus.jsonl")).Select(line =>
        {
            using var record = JsonDocument.Parse(line);
            return (Id: record.RootElement.GetProperty("id").GetString()!,
                Title: record.RootElement.GetProperty("title").GetString()!);
        }).ToDictionary(p => p.Id, p => p.Title);
        foreach (var line in File.ReadLines(Path.Combine(folder, "eval", "ir", "scifact", "evidence.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            var text = string.Join(' ', record.RootElement.GetProperty("sentences").EnumerateArray().Select(s => s.GetString()));
            var source = new GroundingSource(1,
                Some.Paper(titles.GetValueOrDefault(record.RootElement.GetProperty("doc").GetString()!, "")) with { Abstract =
                text });
            var verdict = new CitationVerifier([source]).Check($"{record.RootElement.GetProperty("claim").GetString()} [1]");
            var label = record.RootElement.GetProperty("label").GetString()!;
            foreach (var key in new[] { label, $"{label} {verdict.Refusal?.ToString() ?? "accepted"}" })
            {
                var (accepted, all) = tally.GetValueOrDefault(key);
                tally[key] = (accepted + (verdict.IsSupported ? 1 : 0), all + 1);
            }
        }

        output.WriteLine(string.Join(
            '\n', tally.OrderBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => $"{t.Key}: accepted {t.Value.Accepted} of {t.Value.All}")));
        var supported = (double)tally["SUPPORT"].Accepted / tally["SUPPORT"].All;
        var contradicted = (double)tally["CONTRADICT"].Accepted / tally["CONTRADICT"].All;
        Assert.True(supported > contradicted, $"supported {supported:0.00}, contradicted {contradicted:0.00}");
    }

    [Fact]
    public void Verbatim_sentences_are_believed_and_their_corruptions_caught()
    {
        var tally = new CalibrationTally();
        var seed = 0;
        foreach (var paper in SamplePapers.All)
        {
            var sources = GivenWith(SamplePapers.All, paper.Title, seed);
            foreach (var sentence in sources[0].Sentences)
            {
                Measure(tally, $"{sentence.Text} [1]", sources, seed++);
            }
        }

        output.WriteLine($"{tally.Table()}\n{tally.Slips()}");
        Assert.Equal(0, tally.FalseAlarms);
        AssertFloors(tally, 0, 0.96, 0.98);
    }

    private static void AssertFloors(CalibrationTally tally, double falseAlarms, double directions, double negations)
    {
        Assert.InRange(tally.FalseAlarms, 0, falseAlarms);
        Assert.InRange(tally.Caught(CorruptionKind.Number, CorruptionKind.Unit), 0.98, 1);
        Assert.InRange(tally.Caught(CorruptionKind.Name), 0.95, 1);
        Assert.InRange(tally.Caught(CorruptionKind.Marker), 0.97, 1);
        Assert.InRange(tally.Caught(CorruptionKind.Direction), directions, 1);
        Assert.InRange(tally.Caught(CorruptionKind.Negation), negations, 1);
        Assert.InRange(tally.Caught(CorruptionKind.Merged), 0.94, 1);
        Assert.Equal(1, tally.Caught(CorruptionKind.EarlyStop, CorruptionKind.Loop, CorruptionKind.Empty,
            CorruptionKind.OtherLanguage));
    }

    private static void Measure(CalibrationTally tally, string sentence, List<GroundingSource> sources, int seed)
    {
        var verifier = new CitationVerifier(sources);
        tally.CountHonest(sentence, Check(verifier, sources, sentence));
        foreach (var kind in Enum.GetValues<CorruptionKind>())
        {
            if (new Corruptor(seed).Spoil(kind, sentence, sources[0], sources) is { } spoilt)
            {
                tally.CountSpoilt(spoilt, Check(verifier, sources, spoilt.Text));
            }
        }
    }

    // Both looks that a sentence gets before it is posted.
    private static Verdict Check(CitationVerifier verifier, List<GroundingSource> sources, string sentence) =>
        PlantedText.Check(verifier.Check(sentence), sources, "");

    // The paper as [1], and others as a retriever would add them.
    private static List<GroundingSource> GivenWith(IReadOnlyList<Paper> papers, string title, int seed)
    {
        var cited = papers.FirstOrDefault(p => p.Title == title)
            ?? papers.Single(p => title.StartsWith(p.Title, StringComparison.Ordinal) || p.Title.StartsWith(title, StringComparison.Ordinal));
        var random = new Random(seed);
        Paper[] chosen = [cited, .. papers.Where(p => p != cited).OrderBy(_ => random.Next()).Take(SourcesGiven - 1)];
        return [.. chosen.Select((p, i) => new GroundingSource(i + 1, p))];
    }
}
