using System.Globalization;
using System.IO.Compression;
using PaperBot.Summaries;

namespace PaperBot.Benchmarks.Tldrs;

/// <summary>Learns the weights of summaries, and measures what they are worth beside a plain picker of sentences.</summary>
internal static class TldrReport
{
    private const int SeenOften = 8;

    // Word overlap hardly sees that a sentence leaning on its neighbours, a question, or a link to code tells a reader nothing when
    // it stands alone; and the training abstracts nearly all say "we", where others begin the telling sentence with the thing's name.
    private static readonly Dictionary<string, double> Fixed = new()
    {
        [nameof(SentenceFeature.RefersBack)] = -2.1,
        [nameof(SentenceFeature.BeginsWithSubject)] = 4.5,
        [nameof(SentenceFeature.BeginsDangling)] = -1.5,
        [nameof(SentenceFeature.Question)] = -1.5,
        [nameof(SentenceFeature.Availability)] = -1.5,
    };

    /// <summary>Learns from train.jsonl and writes the weights as the program reads them.</summary>
    public static int Train(string folder, string output)
    {
        var (names, abstracts) = Numbered(SciTldr.Read(Path.Combine(folder, "train.jsonl")), TldrSpan.Of, _ => true);
        var known = Fixed.Where(f => names.ContainsKey(f.Key)).ToDictionary(f => names[f.Key], f => f.Value);
        var wordings = names.Where(n => TldrFeatures.IsWording(n.Key)).Select(n => n.Value).ToHashSet();
        var weights = new SpanTraining(names.Count, known, wordings.Contains).Learn(abstracts);
        using var writer = new StreamWriter(new GZipStream(File.Create(output), CompressionLevel.SmallestSize));
        foreach (var (name, id) in names.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            var thousandths = (int)Math.Round(weights[id] * 1000);
            if (thousandths != 0)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name}\t{thousandths}\n"));
            }
        }

        return 0;
    }

    /// <summary>ROUGE of the shipped weights over dev.jsonl, as Markdown.</summary>
    public static void Write(string folder, TextWriter output)
    {
        var train = SciTldr.Read(Path.Combine(folder, "train.jsonl"));
        var dev = SciTldr.Read(Path.Combine(folder, "dev.jsonl"));
        output.WriteLine($"| summaries of {dev.Count} abstracts of SciTLDR-A (dev) | ROUGE-1 | ROUGE-2 | ROUGE-L |\n|---|---|---|---|");
        Row("first sentence", d => d.Sentences[0]);
        var plain = Plain(train);
        Row("a linear picker of whole sentences, learned the same way from features of place, length, title and cue words", d => plain(d));
        Row("the same, its discourse opener left out", d => SentenceTrimmer.WithoutOpener(plain(d)));
        Row("**PaperBot**", d => AbstractSummarizer.SummarizeText(d.Title, d.Sentences));
        Row("the best sentence there is", d => d.Sentences.MaxBy(s => Rouge.Best(Rouge.Words(s), d.References).One)!);

        void Row(string name, Func<SciTldr, string> pick)
        {
            var scores = dev.Select(d => Rouge.Best(Rouge.Words(pick(d)), d.References)).ToList();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {100 * scores.Average(s => s.One):F2} | {100 * scores.Average(s => s.Two):F2} | {100 * scores.Average(s => s.Long):F2} |"));
        }
    }

    private static Func<SciTldr, string> Plain(List<SciTldr> train)
    {
        static IEnumerable<TldrSpan> Whole(IReadOnlyList<string> sentences) => sentences.Select((s, i) => new TldrSpan(i, s, SpanCut.None));
        var (names, abstracts) = Numbered(train, Whole, name => Enum.TryParse<SentenceFeature>(name, out _));
        var learned = new SpanTraining(names.Count, new Dictionary<int, double>(), _ => false).Learn(abstracts);
        var weights = new TldrWeights(names.ToDictionary(n => n.Key, n => learned[n.Value]));
        return d => TldrFeatures.Of(d.Title, d.Sentences, Whole(d.Sentences)).MaxBy(s => weights.Of(s.Features)).Span.Text;
    }

    private static (Dictionary<string, int> Names, List<TrainedSpan[]> Abstracts) Numbered(
        List<SciTldr> all, Func<IReadOnlyList<string>, IEnumerable<TldrSpan>> spansOf, Func<string, bool> wanted)
    {
        var featured = all.Select(d => TldrFeatures.Of(d.Title, d.Sentences, spansOf(d.Sentences)).ToList()).ToList();

        // A word is as often as it is in sentences, however many spans a sentence has.
        var seen = featured.SelectMany(f => f.DistinctBy(s => s.Span.Sentence).SelectMany(s => s.Features)).CountBy(f => f.Name).ToDictionary();
        Dictionary<string, int> names = new(StringComparer.Ordinal);
        List<TrainedSpan[]> abstracts = [];
        foreach (var (document, spans) in all.Zip(featured))
        {
            abstracts.Add([.. spans.Select(s =>
            {
                var kept = s.Features
                    .Where(f => wanted(f.Name) && (!TldrFeatures.IsWording(f.Name) || seen.GetValueOrDefault(f.Name) >= SeenOften)).ToList();
                return new TrainedSpan(
                    [.. kept.Select(f => names.TryGetValue(f.Name, out var id) ? id : names[f.Name] = names.Count)],
                    [.. kept.Select(f => (float)f.Value)],
                    Rouge.Best(Rouge.Words(s.Span.Text), document.References));
            })]);
        }

        return (names, abstracts);
    }
}
