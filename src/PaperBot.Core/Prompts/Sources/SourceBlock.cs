using PaperBot.Papers;

namespace PaperBot.Prompts.Sources;

/// <summary>
/// The part of a prompt that holds abstracts, and what of them it holds: sources numbered from 1 in the order given, each between
/// delimiter lines, each sentence on a line of its own with its number.
/// </summary>
internal sealed record SourceBlock
{
    private const int ShortestFence = 4;

    /// <summary>Goes into the variable <c>sources</c>; empty when nothing fits.</summary>
    public required string Text { get; init; }

    /// <summary>Tokens of the text, by the counter given; counted line by line, so that the model may count a few less.</summary>
    public required int Tokens { get; init; }

    /// <summary>What the model was given, in order of the markers.</summary>
    public required IReadOnlyList<GivenSource> Sources { get; init; }

    /// <summary>Papers that did not fit, or stood beyond the number of sources; in the order given.</summary>
    public required IReadOnlyList<Paper> LeftOut { get; init; }

    /// <summary>The source behind a marker, or null for one that was not given.</summary>
    public GivenSource? Source(int number) => number >= 1 && number <= Sources.Count ? Sources[number - 1] : null;

    /// <summary>A sentence by the marker of its source and its own number, or null for one that was not given.</summary>
    public GivenSentence? Sentence(int source, int sentence) =>
        Source(source)?.Sentences is { } given && sentence >= 1 && sentence <= given.Count ? given[sentence - 1] : null;

    /// <summary>
    /// Builds the block. Abstracts that are too long together are cut at sentence borders: each paper first gets an equal share
    /// of what is
    /// left, then what others did not need goes to the best. A paper of which not even one sentence fits is left out.
    /// </summary>
    /// <param name="papers">Best first.</param>
    /// <param name="budget">How much may go in.</param>
    /// <param name="counter">Counts tokens.</param>
    public static SourceBlock Of(IReadOnlyList<Paper> papers, PromptBudget budget, ITokenCounter counter)
    {
        var drafts = papers.Take(budget.Sources).Select(paper => new SourceDraft(paper)).ToArray();
        var fence = Fence(drafts.SelectMany(d => d.Lines));
        var left = budget.Tokens;
        for (var i = 0; i < drafts.Length; i++)
        {
            left -= Fill(drafts[i], fence, counter, left / (drafts.Length - i), left);
        }

        foreach (var draft in drafts.Where(d => d.Taken > 0))
        {
            left -= Fill(draft, fence, counter, left, left);
        }

        var taken = drafts.Where(d => d.Taken > 0).ToArray();
        return new SourceBlock
        {
            Text = string.Concat(taken.Select((draft, i) => draft.Render(i + 1, fence))).TrimEnd('\n'),
            Tokens = budget.Tokens - left,
            Sources = [.. taken.Select((draft, i) => draft.Given(i + 1))],
            LeftOut = [.. papers.Except(taken.Select(d => d.Paper))],
        };
    }

    // The first sentence may exceed the share: a source that says nothing would be worth less than a longer one.
    private static int Fill(SourceDraft draft, string fence, ITokenCounter counter, int share, int most)
    {
        var spent = 0;
        while (draft.NextCost(fence, counter) is { } cost && spent + cost <= (draft.Taken == 0 ? most : share))
        {
            draft.TakeNext();
            spent += cost;
        }

        return spent;
    }

    /// <summary>Longer than any run of <c>=</c> in the texts, so that none of them can spell a delimiter.</summary>
    private static string Fence(IEnumerable<string> lines)
    {
        var longest = ShortestFence - 1;
        foreach (var line in lines)
        {
            var run = 0;
            foreach (var c in line)
            {
                run = c == '=' ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }
        }

        return new string('=', longest + 1);
    }
}
