using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Answers questions about authors, dates, institutions and counts from the papers' fields.</summary>
internal static partial class FieldQuestions
{
    // A paper that is not named must cover this share of the question to have its fields read out.
    private const double Recognised = 0.35;

    /// <summary>The answer, or null when the question is about something else.</summary>
    public static Reply? TryAnswer(Question question, Ranking ranking, CorpusSnapshot corpus) =>
        CollectionQuestions.TryAnswer(question, corpus) ?? TryPapers(question, ranking, corpus);

    private static Reply? TryPapers(Question question, Ranking ranking, CorpusSnapshot corpus)
    {
        Func<Paper, FieldStatement>? read =
            AuthorCountPattern().IsMatch(question.Text) ? AuthorCount
            : AffiliationPattern().IsMatch(question.Text) ? Affiliations
            : AuthorPattern().IsMatch(question.Text) ? Authors
            : DatePattern().IsMatch(question.Text) ? Published
            : CategoryPattern().IsMatch(question.Text) ? Category
            : CommentsPattern().IsMatch(question.Text) ? Comments
            : null;
        if (read is null || ranking.Hits.Count == 0)
        {
            return null;
        }

        var paper = ranking.Hits[0].Paper;
        if (ranking.Named.Count == 0)
        {
            var subject = QueryTerms.Of(FieldWordsPattern().Replace(question.Text, " "));
            if (corpus.Rank(subject, question.Filter, null, 1) is not [var hit]
                || Coverage.Of(hit.Paper, corpus.Index, corpus.Expand(subject)).Share < Recognised)
            {
                return null;
            }

            paper = hit.Paper;
        }

        var sources = new SourceList();
        var papers = ranking.NamedOnly ? ranking.Named : [paper];
        List<FieldStatement> statements = [.. papers.Select(read)];
        var lines = papers.Zip(statements, (p, s) => $"**{PaperText.Title(p)}** {sources.Cite(p, "")}: {s.Text}").ToList();
        var text = lines is [var only] ? only : string.Join('\n', lines.Select(l => $"- {l}"));
        return statements.Exists(s => s.Stated) ? Reply.Answered(text, sources) : Reply.NotStated(text, sources);
    }

    /// <summary>The authors as known, or what is known instead.</summary>
    public static FieldStatement Authors(Paper paper) => paper switch
    {
        { Authors: { } authors, EtAl: true } => new(true, $"{PaperText.Names(authors)} and others; the listing names no more."),
        { Authors: { } authors } => new(true, $"{PaperText.Names(authors)}."),
        { AuthorCount: 1 } => new(false, "the listing does not name the authors; it says 1 author."),
        { AuthorCount: { } count } => new(false, $"the listing does not name the authors; it says {Number(count)} authors."),
        _ => new(false, "the listing does not name the authors."),
    };

    private static FieldStatement AuthorCount(Paper paper) => paper switch
    {
        { AuthorCount: 1 } => new(true, "1 author."),
        { AuthorCount: { } count } => new(true, $"{Number(count)} authors."),
        { Authors: { } authors } => new(false, $"the listing names {Number(authors.Count)} and leaves the rest uncounted."),
        _ => new(false, "the listing does not say how many authors it has."),
    };

    private static FieldStatement Published(Paper paper) => paper.Published is { } day
        ? new(true, $"{day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.")
        : new(false, "the listing gives no date.");

    private static FieldStatement Affiliations(Paper paper) => paper.Affiliations is { Count: > 0 } places
        ? new(true, $"{PaperText.Names(places)}.")
        : new(false, "the listing does not say where the authors work.");

    private static FieldStatement Category(Paper paper) => paper.Category is { } category
        ? new(true, $"category {PaperText.Name(category)}.")
        : new(false, "the listing gives no category.");

    private static FieldStatement Comments(Paper paper) => paper.Comments is { } comments
        ? new(true, $"{Number(comments)} {(comments == 1 ? "comment" : "comments")}.")
        : new(false, "the listing counts no comments.");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\bhow\s+many\s+(authors|people\s+(wrote|are\s+behind|authored))\b|\b(number|count)\s+of\s+authors\b"
        + @"|\bwritten\s+by\s+(one|a\s+single|just\s+one)\s+(person|author)\b|\bsingle[- ]author(ed)?\b"
        + @"|\bauthor\s+count\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex AuthorCountPattern();

    [GeneratedRegex(
        @"\bwho\s+(wrote|authored|published|(is|are)\s+(the\s+)?(\w+\s+){0,2}(authors?|people\s+behind|behind))\b"
        + @"|\bauthors?\s+of\b|^\W*(and\s+)?(the\s+)?authors?\W*$"
        + @"|\bwho\s+are\s+(the\s+|its\s+|their\s+)?(\w+\s+)?(authors|people\s+behind)\b|\b(by|from)\s+whom\b"
        + @"|\bauthors?\s+names?\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex AuthorPattern();

    [GeneratedRegex(
        @"\bwhen\s+(was|were|did)\b.*\b(published|released|posted|written|appear(ed)?|come\s+out|submitted)\b"
        + @"|\b(publication|release)\s+date\b"
        + @"|\b(what|which)\s+(day|date|month|year)\b.*\b(published|released|posted|appear(ed)?|come\s+out|on|from|is)\b"
        + @"|\bdate\s+of\b|\bhow\s+old\s+is\s+(the|that|this)\s+(paper|study|article)\b|^\W*(and\s+)?when\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex DatePattern();

    [GeneratedRegex(
        @"\bwhere\s+(do|are|did)\s+(the\s+|its\s+|their\s+)?(authors?|they|writers?)\b.*\b(work|from|based"
        + @"|affiliated)\b|\baffiliat(ion|ions|ed)\b"
        + @"|\b(which|what)\s+(labs?|universit(y|ies)|institutions?|institutes?|compan(y|ies))\b.*\b(paper|authors?|from"
        + @"|behind|wrote)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex AffiliationPattern();

    [GeneratedRegex(@"\b(which|what)\s+(arxiv\s+)?(category|subject\s+class)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CategoryPattern();

    [GeneratedRegex(@"\bhow\s+many\s+comments\b", RegexOptions.IgnoreCase)]
    private static partial Regex CommentsPattern();

    [GeneratedRegex(
        @"\b(who|when|where|which|what|date|day|year|month|authors?|wrote|written|authored|published|publication"
        + @"|released|posted|appear(ed)?|come|came|out|paper|study|article|people|behind|number|count|how|many|names?"
        + @"|please|affiliations?|categor(y|ies)|filed|under|comments?|one|two|three|four|five|six|seven|eight|nine|ten"
        + @"|several|person|work|is|are|was|were|did|the|of|by)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex FieldWordsPattern();
}

/// <summary>What a field says.</summary>
/// <param name="Stated">False when the listing leaves it out.</param>
/// <param name="Text">A sentence, or part of one after a colon.</param>
internal sealed record FieldStatement(bool Stated, string Text);
