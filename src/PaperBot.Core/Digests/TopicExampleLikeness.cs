using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>How like the examples of a channel's topics its candidates are.</summary>
internal sealed class TopicExampleLikeness
{
    // Measured over pairs of papers that one question asks about together: 218 among 240 real papers, 882 among the 1398
    // abstracts of Cranfield. Chance that such a pair is more alike than another: cosine 0.934 and 0.893, the score of "related"
    // 0.885 and 0.879. From 0.11 on an example brings 3.5 of the 240 papers (1.5% of Cranfield's) and half of those pairs (41%);
    // 0.10 would bring half as many papers again, many about something else; at 0.15 three pairs in four are missed.
    private const double Alike = 0.11;

    // Nobody misses a paper that came too much, so leaving out asks for more: every second such pair is asked about together.
    private const double SurelyAlike = 0.18;

    // Six of all pairs of the 240 papers are as close; closer ones say the same thing.
    private const double VeryAlike = 0.25;

    private const double Weakest = 0.5;
    private const int MostTitle = 60;

    private readonly List<(DigestTopic Topic, Paper Example, int Position)> examples = [];
    private readonly List<string> unknown = [];
    private readonly PaperLikeness? likeness;

    /// <summary>Looks the examples up and weighs words by corpus and candidates.</summary>
    public TopicExampleLikeness(IReadOnlyList<DigestTopic> topics, IReadOnlyList<Paper> candidates, IReadOnlyList<Paper> corpus)
    {
        List<Paper> papers = [.. candidates];
        foreach (var topic in topics)
        {
            if (TopicExamples.Find(topic.Value, corpus) is { } example)
            {
                examples.Add((topic, example, papers.Count));
                papers.Add(example);
            }
            else
            {
                unknown.Add(topic.Value);
            }
        }

        if (examples.Count > 0)
        {
            var known = papers.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            papers.AddRange(DigestComposer.Background(corpus).Where(p => !known.Contains(p.Id)));
            likeness = new PaperLikeness(papers);
        }
    }

    /// <summary>Examples that no stored paper is named like.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    /// <summary>The examples a candidate is like, each with how well it fits; an example is not like itself.</summary>
    public IEnumerable<(DigestTopic Topic, double Strength, string Why)> Of(Paper paper, int candidate)
    {
        foreach (var (topic, example, position) in examples)
        {
            var alike = paper.Id == example.Id ? 0 : likeness!.Of(candidate, position);
            if (alike >= (topic.Excluded ? SurelyAlike : Alike))
            {
                var strength = Weakest + ((1 - Weakest) * Math.Min(1, (alike - Alike) / (VeryAlike - Alike)));
                yield return (topic, strength, $"like “{PlainLine.Of(ReadableLatex.Of(example.Title), MostTitle)}”");
            }
        }
    }
}
