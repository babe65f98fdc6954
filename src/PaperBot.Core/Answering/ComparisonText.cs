using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// Fits a comparison into one chat message: table and sources always, whole sentences as far as there is room, titles in the list
/// of sources shortened as far as that takes. Pure.
/// </summary>
internal sealed class ComparisonText
{
    /// <summary>What a chat message holds, in UTF-16 units.</summary>
    public const int MostCharacters = 2000;

    private const int LabelLength = 28;
    private const string Gap = "\n\n";

    // Whole as long as they are; a very long one only where nothing is lost by it.
    private static readonly int[] TitleLengths = [120, 80, 50, 30];

    private readonly IReadOnlyList<Paper> papers;
    private readonly List<MainFigure?> figures;
    private readonly string table;
    private readonly List<List<Candidate>> own;
    private readonly List<Candidate> written;

    private readonly string engine;

    private ComparisonText(IReadOnlyList<Paper> papers, IReadOnlyList<SupportedSentence> written, string engine)
    {
        this.engine = engine;
        this.papers = papers;
        figures = [.. papers.Select(ComparisonTable.FigureOf)];
        table = ComparisonTable.Of(papers, figures);
        own = [.. papers.Select(p => ComparedSentences.Of(p)
            .Select(q => new Candidate(new SupportedSentence(q, [(p, q)], true), papers)).ToList())];
        this.written = [.. written.Select(s => new Candidate(s, papers))];
    }

    /// <summary>The reply.</summary>
    /// <param name="papers">In order of their markers.</param>
    /// <param name="written">A model's sentences, every one supported; empty for the abstracts' own.</param>
    /// <param name="common">A phrase that all papers share, or null.</param>
    /// <param name="engine">Names the model, where any of its sentences is used.</param>
    public static Reply Of(
        IReadOnlyList<Paper> papers, IReadOnlyList<SupportedSentence> written, string? common, string engine = Answer.Extractive) =>
        new ComparisonText(papers, written, engine).Compose(common is null ? ""
            : $"In common: {PaperText.Name(common)}.");

    private Reply Compose(string common)
    {
        var best = Array.Empty<Line>();
        var bestSources = new SourceList();
        foreach (var length in TitleLengths)
        {
            var shown = Numbered(length);
            var lines = Chosen(MostCharacters - table.Length - Gap.Length - shown.Render().Length - Gap.Length);
            if (lines is not null && (best.Length == 0 || Covered(lines) > Covered(best)))
            {
                (best, bestSources) = ([.. lines], shown);
            }
            else if (length == TitleLengths[^1] && best.Length == 0)
            {
                bestSources = shown;
            }

            if (Covered(best) == papers.Count)
            {
                break;
            }
        }

        List<string> parts = [table];
        var spare = MostCharacters - table.Length - best.Sum(l => l.Length + 1) - (2 * Gap.Length) - bestSources.Render().Length;
        parts.AddRange(common.Length > 0 && common.Length < spare ? [common] : []);
        parts.AddRange(best.Select(l => l.Text));
        return Reply.Answered(string.Join('\n', parts), bestSources) with
        {
            Citations = Cited(best),
            Engine = best.Any(l => l.IsWritten) ? engine : Answer.Extractive,
        };
    }

    // The markers are those of the table: every paper has one, in order.
    private SourceList Numbered(int titleLength)
    {
        var sources = new SourceList();
        foreach (var paper in papers)
        {
            sources.Cite(paper with { Title = PlainLine.Of(paper.Title, titleLength) }, "");
        }

        return sources;
    }

    /// <summary>Lines that fit together, or null when not even the rest of the message does.</summary>
    private List<Line>? Chosen(int room)
    {
        if (room < 0)
        {
            return null;
        }

        List<Line> lines = [];
        foreach (var sentence in written)
        {
            var line = new Line("- " + sentence.Text, [sentence], IsWritten: !sentence.Sentence.IsOwn);
            if (line.Length + 1 <= room)
            {
                lines.Add(line);
                room -= line.Length + 1;
            }
        }

        var rest = Enumerable.Range(0, papers.Count).Where(i => own[i].Count > 0 && !lines.Exists(l => l.Speaks(papers[i])))
            .ToList();
        lines.AddRange(OwnLines(rest, room));
        return lines;
    }

    // Each gets its shortest sentence before any gets a better one, and a second only when all have their first.
    private List<Line> OwnLines(List<int> rest, int room)
    {
        var chosen = new Dictionary<int, List<Candidate>>();
        foreach (var i in rest.OrderBy(i => own[i].Min(c => c.Text.Length)))
        {
            var shortest = own[i].MinBy(c => c.Text.Length)!;
            if (LineOf(i, [shortest]).Length + 1 is var length && length <= room)
            {
                chosen[i] = [shortest];
                room -= length;
            }
        }

        foreach (var (i, taken) in chosen.OrderBy(c => c.Key))
        {
            var better = own[i].First(c => c.Text.Length - taken[0].Text.Length <= room);
            room -= better.Text.Length - taken[0].Text.Length;
            taken[0] = better;
        }

        foreach (var (i, taken) in chosen.OrderBy(c => c.Key))
        {
            // The first two are what the paper does and what it found; the others are only there for want of room.
            if (own[i].Take(2).FirstOrDefault(c => c != taken[0]) is { } second && second.Text.Length + 1 <= room)
            {
                taken.Add(second);
                room -= second.Text.Length + 1;
            }
        }

        return [.. chosen.OrderBy(c => c.Key).Select(c => LineOf(c.Key, c.Value))];
    }

    private Line LineOf(int paper, List<Candidate> sentences)
    {
        var label = Markdown.Escape(PlainLine.Of(ReadableLatex.Of(ComparisonTable.NameOf(papers[paper])), LabelLength));
        return new Line($"- **{label}**: {string.Join(' ', sentences.Select(s => s.Text))}", sentences, IsWritten: false);
    }

    private int Covered(IReadOnlyList<Line> lines) => papers.Count(p => lines.Any(l => l.Speaks(p)));

    // What a cell shows is evidence as well; a paper nothing is told of is cited for its fields.
    private List<Citation> Cited(Line[] lines)
    {
        var sources = new SourceList();
        for (var i = 0; i < papers.Count; i++)
        {
            var told = lines.SelectMany(l => l.Sentences).SelectMany(s => s.Sentence.Evidence)
                .Where(e => e.Paper.Id == papers[i].Id).Select(e => e.Quote);
            List<string> quotes = [.. told.Concat(figures[i] is { } figure ? [figure.Sentence.Text] : [])
                .Distinct(StringComparer.Ordinal)];
            foreach (var quote in quotes.DefaultIfEmpty(""))
            {
                sources.Cite(papers[i], quote);
            }
        }

        return [.. sources.Citations];
    }

    private sealed record Line(string Text, IReadOnlyList<Candidate> Sentences, bool IsWritten)
    {
        public int Length => Text.Length;

        public bool Speaks(Paper paper) => Sentences.Any(s => s.Sentence.Evidence.Any(e => e.Paper.Id == paper.Id));
    }

    /// <summary>A sentence as it would stand in the message, markers included.</summary>
    private sealed class Candidate(SupportedSentence sentence, IReadOnlyList<Paper> papers)
    {
        public SupportedSentence Sentence => sentence;

        public string Text { get; } = sentence.Shown + " " + string.Concat(
            Enumerable.Range(0, papers.Count).Where(i => sentence.Evidence.Any(e => e.Paper.Id == papers[i].Id))
                .Select(i => $"[{i + 1}]"));
    }
}
