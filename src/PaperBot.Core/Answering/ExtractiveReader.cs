using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// Turns ranked papers into an answer made of their own sentences, or into the honest statement that they do not say.
/// </summary>
internal sealed class ExtractiveReader(CorpusSnapshot corpus, IReadOnlyList<ExpandedTerm> terms, AnswerShape shape, string question)
{
    // Measured on questions of other domains against paraphrased ones about the papers: a single matching word proves
    // something only when it is rare, and a paper that earns less than about one rare word is about something else.
    private const double OneWordMustEarn = 1.3;
    private const double OneWordMustCover = 0.3;
    private const double MustEarn = 0.9;

    // "Which paper…" says itself that it is about the papers.
    private const double AskedForAPaper = 0.65;
    private const double WholeQuestion = 0.75;

    // "grokking?" is a topic; in a longer sentence a single word of content is a coincidence.
    private const int BareTopic = 3;
    private const double TopicByRelatives = 0.35;
    private const double EnoughToBeMeant = 0.5;

    // So few words of content ask for no detail that could be missing.
    private const int MostWordsOfATopic = 2;

    // In a short question every word counts: one that an abstract covers by half is about something else ("how do I fine-tune my
    // guitar"). A long one has room to put things differently.
    private const int ShortQuestion = 5;
    private const int ShortSearch = 3;
    private const int ShortInAll = 11;
    private const double ShortMustCover = 0.55;
    private const double OrMustMatch = 0.75;

    // Papers whose score comes this near the best one's are as likely meant.
    private const double AsLikely = 0.8;
    private const double AlsoLikely = 0.6;
    private const int MostGuesses = 3;
    private const int MostCandidates = 5;
    private const double AlsoFits = 0.55;
    private const int MostSentences = 3;
    private const int MostPapers = 6;

    // The best paper may say it in words of its own; that the papers are spoken of at all, one right behind it may tell.
    private const int MostWitnesses = 3;

    private const string Nothing = "Nothing in the stored abstracts answers that.";

    // The person's own word comes back in the refusal.
    private const int MostAsked = 100;

    private readonly EvidenceRanker ranker = new(corpus.Index, terms, shape);

    public Reply Read(Ranking ranking)
    {
        if (Weigh(ranking) is not { } weighing)
        {
            return Reply.NoMatch(Nothing, []);
        }

        var best = ranking.Hits[0].Paper;
        if (weighing.Answers)
        {
            return IsList(ranking) ? Side(ranking) : Single(ranking, best);
        }

        var (coverage, isAboutThePapers, _, gap, _) = weighing;
        return isAboutThePapers && (ranking.Named.Contains(best) || coverage.Share >= EnoughToBeMeant)
            ? NotStated(best, ranker.Rank(best), gap ?? new Gap("that", GapKind.Detail))
            : Reply.NoMatch(Nothing, coverage.Matched == 0 ? [] : ranking.Hits.Select(h => h.Paper));
    }

    /// <summary>What speaks for and against an answer from some ranked papers; null where none was found.</summary>
    public Weighing? Weigh(Ranking ranking)
    {
        if (ranking.Hits is not [var best, ..])
        {
            return null;
        }

        var coverage = Coverage.Of(best.Paper, corpus.Index, terms);
        var isAboutThePapers = ranking.Named.Count > 0
            || ranking.Hits.Take(MostWitnesses).Any(h => IsAboutThePapers(h, Coverage.Of(h.Paper, corpus.Index, terms)));
        var isNamed = ranking.ByName && ranking.Named.Contains(best.Paper);
        var gap = new StatementCheck(corpus, terms, shape, question).MissingFrom(
            best.Paper, isNamed, coverage, Evidence.Of(best.Paper, corpus.Index, terms));

        // A list shows what there is, whether or not that is all that was asked for; of a paper that is named and lacks nothing
        // that can be told apart, its best sentences are what there is to say.
        bool? decision = (isAboutThePapers, IsList(ranking), gap) switch
        {
            (false, _, _) when !MayBePutDifferently(coverage) => false,
            (true, true, _) => true,
            (_, false, not null) => false,
            _ => ranking.Named.Count > 0 || (isAboutThePapers && terms.Count <= MostWordsOfATopic) ? true : null,
        };
        var signs = AnswerabilitySigns.Of(best, terms, (question, shape), corpus, isAboutThePapers);
        return new Weighing(coverage, isAboutThePapers, decision, gap, signs);
    }

    /// <summary>The paper a person meant by typing part of its title: what it is, in its two best sentences.</summary>
    public Reply Describe(Paper paper)
    {
        var sources = new SourceList();
        return Reply.Answered(Bullet(paper, sources, 2), sources);
    }

    private bool IsList(Ranking ranking) =>
        shape.Breadth is Breadth.Several or Breadth.Compare || ranking is { NamedOnly: true, Named.Count: > 1 };

    // Where no paper covers enough words: a long question may say it all in words of its own.
    private bool MayBePutDifferently(Coverage coverage) =>
        coverage.Matched > 0 && terms.Count(t => t.Term.Weight >= 1) > AnswerabilitySigns.FewTerms && !EverydayRequests.Are(question);

    private bool IsAboutThePapers(Hit best, Coverage coverage)
    {
        // "how many?", "a": words that are about nothing.
        if (terms.All(t => StopWords.IsAskingWord(t.Term.Folded) || t.Term.Folded.Length == 1))
        {
            return false;
        }

        // A list is asked for by topic, and a topic's papers may use only its relatives ("astronomy": stars, galaxies).
        if (shape.Breadth == Breadth.Several && coverage.Share >= TopicByRelatives)
        {
            return true;
        }

        if (coverage.Matched == 0 || IsHalfCovered(coverage) || (EverydayRequests.Are(question) && coverage.Share < WholeQuestion))
        {
            return false;
        }

        var earned = best.Earned / corpus.Index.MaximumIdf;
        var leniency = shape.Breadth == Breadth.Which ? AskedForAPaper : 1;
        var whole = coverage.Share >= WholeQuestion && (coverage.Matched > 1 || Words.Of(question).Count <= BareTopic || shape.Breadth == Breadth.Several);
        return whole || (coverage.Matched == 1
            ? earned >= leniency * OneWordMustEarn && coverage.Share >= leniency * OneWordMustCover
            : earned >= leniency * MustEarn);
    }

    // What leans on the conversation is longer than it looks.
    private bool IsHalfCovered(Coverage coverage) =>
        terms.Count <= (shape.Breadth switch { Breadth.One => ShortQuestion, Breadth.Which => ShortSearch, _ => 0 })
        && terms.All(t => t.Term.Weight >= 1)
        && Words.Of(question).Count <= ShortInAll
        && coverage.Share < ShortMustCover
        && coverage.Matched < OrMustMatch * terms.Count;

    private Reply Single(Ranking ranking, Paper best)
    {
        var ranked = ranker.Rank(best);
        var sources = new SourceList();
        var likely = ranking.Named.Count > 0
            ? [best]
            : Likely(ranking.Hits);
        if (likely.Count > 1 || (shape.Breadth == Breadth.Which && ranking.Named.Count == 0))
        {
            return Reply.Answered(string.Join("\n", likely.Select(p => Bullet(p, sources, shape.Breadth == Breadth.Which ? 1 : 2))), sources);
        }

        var chosen = ranker.Select(best, ranked, MostSentences);
        return Reply.Answered(string.Join(' ', chosen.Select(sources.Cite)), sources);
    }

    private List<Paper> Likely(IReadOnlyList<Hit> hits)
    {
        var (share, most) = shape.Breadth == Breadth.Which ? (AlsoLikely, MostCandidates) : (AsLikely, MostGuesses);
        return [.. hits.TakeWhile(h => h.Earned >= share * hits[0].Earned).Select(h => h.Paper).Take(most)];
    }

    private Reply Side(Ranking ranking)
    {
        var sources = new SourceList();
        var papers = ranking.NamedOnly || (shape.Breadth == Breadth.Compare && ranking.Named.Count > 1)
            ? ranking.Named
            : [.. ranking.Hits.Where(h => ranking.Named.Contains(h.Paper) || Fits(h, ranking.Hits[0])).Select(h => h.Paper).Take(MostPapers)];
        if (papers is [_] && ranking.Named.Count == 0)
        {
            // Nothing fits beside the best: those that score like it are as likely meant.
            var best = ranking.Hits[0].Earned;
            papers = [.. ranking.Hits.TakeWhile(h => h.Earned >= AsLikely * best).Select(h => h.Paper).Take(MostGuesses)];
        }

        var each = papers.Count <= 3 ? 2 : 1;
        return Reply.Answered(string.Join("\n", papers.Select(p => Bullet(p, sources, each))), sources);
    }

    // A single shared word is no reason to list a paper beside one that covers the question.
    private bool Fits(Hit hit, Hit best)
    {
        var coverage = Coverage.Of(hit.Paper, corpus.Index, terms);
        return hit.Paper == best.Paper
            || (hit.Earned >= AlsoFits * best.Earned
                && (coverage.Matched >= Math.Min(2, terms.Count) || coverage.Share >= EnoughToBeMeant));
    }

    private string Bullet(Paper paper, SourceList sources, int most) =>
        $"- **{PaperText.Title(paper)}**: {string.Join(' ', ranker.Select(paper, ranker.Rank(paper), most).Select(sources.Cite))}";

    private Reply NotStated(Paper paper, List<Evidence> ranked, Gap gap)
    {
        var sources = new SourceList();
        var name = PaperNames.HeadOf(paper.Title) is { } head ? PaperText.Name(head) : $"“{PaperText.Title(paper)}”";

        // A quantity that answers another question would be read as the answer to this one.
        var harmless = shape.WantsNumber ? ranked.Where(e => !Numbers.HoldsQuantity(e.Sentence.Text)).DefaultIfEmpty(ranked[0]) : ranked;
        var closest = harmless.MaxBy(e => e.Score)!;
        return Reply.NotStated(
            $"{name}: the abstract does not state {Markdown.Literal(gap.What, MostAsked)}. Closest: «{PaperText.Sentence(closest.Sentence.Text)}» {sources.Cite(paper, closest.Sentence.Text)}",
            sources);
    }
}
