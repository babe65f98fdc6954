using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.SemanticKernel;
using PaperBot.Answering;
using PaperBot.Commands;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Prompts.Sources;
using PaperBot.Retrieval;

namespace PaperBot.SemanticKernel;

/// <summary>
/// The papers for templates (<c>{{papers.search $question}}</c>) and for models that call functions. It reads and changes
/// nothing. What papers say is shown as in our own prompts: a line at a time, without invisible characters, no number in
/// brackets. An order that cannot be followed gives a sentence that says why, because a model can act on that.
/// </summary>
/// <param name="corpus">The papers.</param>
/// <param name="comparer">Asked when it is needed: it may itself run a prompt.</param>
/// <param name="digests">As above.</param>
internal sealed class PapersPlugin(Corpus corpus, Func<PaperComparer> comparer, Func<DigestService> digests)
{
    private const int MostListed = 20;

    // More than any abstract takes.
    private const int AbstractTokens = 4000;

    [KernelFunction("search"), Description("Finds papers by words of their titles and abstracts, best first.")]
    public string Search(
        [Description("A few words, or a question.")] string text, [Description("How many papers, 1 to 20.")] int count = 5) =>
        Listed([.. corpus.Current.Search(text, PaperFilter.None, Math.Clamp(count, 1, MostListed)).Select(h => h.Paper)]);

    [KernelFunction("lookup"), Description("Shows one paper: title, authors, day, category, link and abstract.")]
    public string Lookup([Description("The paper's id, or its title.")] string paper)
    {
        if (Find(paper, out var problem) is not { } found)
        {
            return problem;
        }

        var facts = new StringBuilder().Append("id ").Append(found.Id).Append('\n');
        if (found.Authors is { Count: > 0 } authors)
        {
            facts.Append("by ").AppendJoin(", ", authors.Select(ShownLine.Of)).Append(found.EtAl ? " et al." : "").Append('\n');
        }

        if (found.Category is { } category)
        {
            facts.Append("in ").Append(ShownLine.Of(category)).Append('\n');
        }

        return facts.Append(PaperLink.Of(found).Url).Append('\n')
            .Append(SourceBlock.Of([found], new PromptBudget(AbstractTokens), EstimatedTokens.Instance).Text).ToString();
    }

    [KernelFunction("related"), Description("Finds the papers nearest to one.")]
    public string Related(
        [Description("The paper's id, or its title.")] string paper, [Description("How many papers, 1 to 20.")] int count = 5) =>
        Find(paper, out var problem) is { } found
            ? Listed([.. corpus.Current.Related(found, Math.Clamp(count, 1, MostListed)).Select(h => h.Paper)])
            : problem;

    [KernelFunction("compare"), Description("Compares two papers in a few sentences, each checked against the abstracts.")]
    public async Task<string> CompareAsync(
        [Description("A paper's id, or its title.")] string first, [Description("Another's.")] string second,
        CancellationToken cancellationToken)
    {
        if (Find(first, out var problem) is not { } one || Find(second, out problem) is not { } other)
        {
            return problem;
        }

        return one.Id == other.Id
            ? $"{one.Id} is named twice; a comparison takes different papers."
            : (await comparer().CompareAsync([one, other], cancellationToken).ConfigureAwait(false)).Text;
    }

    [KernelFunction("digest"), Description("Shows the digest of a day, as it was posted or would be posted now.")]
    public async Task<string> DigestAsync(
        [Description("The day as yyyy-MM-dd; today when left out.")] string? day = null,
        CancellationToken cancellationToken = default)
    {
        DateOnly? date = null;
        if (!string.IsNullOrWhiteSpace(day))
        {
            if (!DateOnly.TryParseExact(
                day.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            {
                return "The day is not of the form yyyy-MM-dd, such as 2026-01-31.";
            }

            date = read;
        }

        var request = new DigestRequest { Date = date, DryRun = true };
        var entry = await digests().EditionAsync(request, cancellationToken).ConfigureAwait(false);
        return string.Join("\n\n", entry.Parts.Select(p => p.Text));
    }

    private Paper? Find(string typed, out string problem) => PaperReference.Resolve(corpus.Current, typed, out problem);

    private static string Listed(IReadOnlyList<Paper> papers)
    {
        if (papers.Count == 0)
        {
            return "No paper matches.";
        }

        var list = new StringBuilder();
        for (var i = 0; i < papers.Count; i++)
        {
            var day = papers[i].Published?.ToString(", d MMM yyyy", CultureInfo.InvariantCulture) ?? "";
            list.Append(CultureInfo.InvariantCulture, $"{i + 1}. {ShownLine.Of(papers[i].Title)} (id {papers[i].Id}{day})\n");
        }

        return list.ToString().TrimEnd('\n');
    }
}
