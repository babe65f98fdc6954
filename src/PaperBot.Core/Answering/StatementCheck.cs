using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Something asked for that the abstract does not state.</summary>
/// <param name="What">How to name it after "does not state".</param>
/// <param name="Kind">What kind of thing is missing.</param>
internal sealed record Gap(string What, GapKind Kind);

/// <summary>What kind of thing an abstract lacks.</summary>
internal enum GapKind
{
    /// <summary>A name in the question that the abstract never mentions.</summary>
    Name,

    /// <summary>The number asked for.</summary>
    Number,

    /// <summary>The names asked for.</summary>
    Names,

    /// <summary>Nothing that can be told apart: taken together, more speaks against an answer than for it.</summary>
    Detail,
}

/// <summary>
/// Decides whether an abstract states what a question asks for. The hard case is a tempting detail nearby: the right paper
/// with a number for another dataset, or "eight languages" without their names.
/// </summary>
internal sealed partial class StatementCheck(CorpusSnapshot corpus, IReadOnlyList<ExpandedTerm> terms, AnswerShape shape, string question)
{
    // A sentence speaks of a detail when it covers more of one of the question's words than a word of the same field does.
    private const double Speaks = FieldWords.Share + 0.01;

    /// <summary>What is missing, or null when the abstract seems to state it.</summary>
    /// <param name="paper">The paper in question.</param>
    /// <param name="named">Whether the question names it for certain; what it lacks is then not just put differently.</param>
    /// <param name="coverage">What of the question it covers.</param>
    /// <param name="ranked">Its sentences.</param>
    public Gap? MissingFrom(Paper paper, bool named, Coverage coverage, IReadOnlyList<Evidence> ranked) =>
        MissingName(coverage) ?? MissingNumber(paper, named, ranked) ?? MissingNames(paper, named, ranked);

    private Gap? MissingName(Coverage coverage)
    {
        var missing = coverage.Missing.FirstOrDefault(IsName);
        if (missing is not null && shape.Wanted == Wanted.Count && missing.Term.Stem == shape.Thing)
        {
            return new Gap($"how many {shape.ThingAsTyped}", GapKind.Number);
        }

        return missing is null ? null : new Gap(corpus.Index.Terms.FindStem(missing.Term.Stem) >= 0 ? $"anything about {missing.Term.Printed}" : "that", GapKind.Name);
    }

    private Gap? MissingNumber(Paper paper, bool named, IReadOnlyList<Evidence> ranked)
    {
        if (!shape.WantsNumber)
        {
            return null;
        }

        if (named && MeasureNames.In(question) is { } measure && !MeasureNames.IsIn(paper.Abstract, measure))
        {
            return new Gap($"any {measure}", GapKind.Number);
        }

        var gap = new Gap(shape.Wanted == Wanted.Count ? $"how many {shape.ThingAsTyped}" : "that number", GapKind.Number);
        var quantities = ranked.Where(e => HoldsWanted(e.Sentence.Text)).ToList();
        if (quantities.Count == 0 && !Numbers.HoldsQuantity(paper.Title))
        {
            return named || ExplicitPattern().IsMatch(question) ? gap : null;
        }

        if (shape.Wanted == Wanted.Count && shape.Thing is not null)
        {
            // "how many readers": the abstract speaks of readers, but never of a number of them.
            var spoken = ranked.Any(e => e.Words.Any(w => EnglishStemmer.Stem(w.Folded) == shape.Thing));
            return spoken && !ranked.Any(e => AnswerFit.CountsTheThing(e, shape.Thing)) ? gap
                : !spoken && named && !quantities.Exists(e => SpeaksOf(e, shape.Thing)) ? gap
                : null;
        }

        // A value for another dataset is not the value asked for: names of things must stand beside the number.
        var things = ThingsMeasured(paper);
        if (things.Count > 0 && !quantities.Exists(e => things.TrueForAll(i => e.Shares[i] >= 1)) && !Adjacent(quantities, ranked, things))
        {
            return gap;
        }

        return named && !Speak(quantities, paper) ? gap : null;
    }

    private bool SpeaksOf(Evidence evidence, string stem)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Term.Stem == stem)
            {
                return evidence.Shares[i] >= Speaks;
            }
        }

        return false;
    }

    private bool HoldsWanted(string text) => shape.Wanted switch
    {
        Wanted.Cost => AnswerFit.Costs(text),
        Wanted.Measure => ExplicitPattern().IsMatch(question) ? AnswerFit.Measures(text) : Numbers.HoldsQuantity(text),
        _ => Numbers.HoldsQuantity(text),
    };

    private Gap? MissingNames(Paper paper, bool named, IReadOnlyList<Evidence> ranked)
    {
        if (shape.Listed && shape.Thing is not null)
        {
            var speaking = ranked.Where(e => e.Words.Any(w => EnglishStemmer.Stem(w.Folded) == shape.Thing)).ToList();

            // The abstract counts them itself ("across six disciplines") and leaves it there.
            return speaking.Exists(e => AnswerFit.CountsTheThing(e, shape.Thing)) && !speaking.Exists(e => AnswerFit.NamesTheThings(e, shape.Thing))
                ? new Gap($"which {shape.ThingAsTyped}", GapKind.Names)
                : null;
        }

        // "Which LLM is underneath": families of models are known by name or size.
        return named && ModelQuestionPattern().IsMatch(question) && !ModelPattern().IsMatch(paper.Abstract)
            ? new Gap("which model", GapKind.Names)
            : null;
    }

    // Positions of the question's terms that say on what the value was measured: "on SciCite", "for Emu3 and Janus".
    private List<int> ThingsMeasured(Paper paper)
    {
        var coined = PaperNames.CoinedWordsIn(paper.Abstract).ToHashSet(StringComparer.Ordinal);
        var own = PaperNames.Of(paper);
        var measured = string.Concat(MeasuredOnPattern().Matches(question).Select(m => m.Groups["things"].Value + " "));
        var folded = Words.Of(measured).Select(w => w.Folded).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, terms.Count).Where(i =>
            terms[i].Term.Weight >= 1
            && folded.Contains(terms[i].Term.Folded)
            && !own.Contains(terms[i].Term.Folded)
            && (coined.Contains(terms[i].Term.Folded) || IsName(terms[i])))];
    }

    // "We report significant gains on A. There, it reaches 63%": the name may stand one sentence before the number.
    private static bool Adjacent(List<Evidence> quantities, IReadOnlyList<Evidence> ranked, List<int> things) =>
        quantities.Exists(e => e.LeansOnPrevious && things.TrueForAll(i => ranked[e.Order - 1].Shares[i] >= 1 || e.Shares[i] >= 1));

    // Whether a sentence with a number speaks of any detail asked for.
    private bool Speak(List<Evidence> quantities, Paper paper)
    {
        var own = PaperNames.Of(paper);
        var title = Words.Of(paper.Title).Select(w => EnglishStemmer.Stem(w.Folded)).ToHashSet(StringComparer.Ordinal);
        List<int> details = [.. Enumerable.Range(0, terms.Count).Where(i =>
            terms[i].Term.Weight >= 1 && !own.Contains(terms[i].Term.Folded) && !title.Contains(terms[i].Term.Stem))];
        return details.Count == 0 || quantities.Exists(e => details.Exists(i => e.Shares[i] >= Speaks));
    }

    private bool IsName(ExpandedTerm term)
    {
        var printed = term.Term.Printed;
        var folded = term.Term.Folded;
        if (folded.Length < 2 || (folded.All(char.IsDigit) && folded.Length < 4))
        {
            return false;
        }

        if (printed.Skip(1).Any(char.IsUpper) || folded.Any(char.IsDigit) || (char.IsUpper(printed[0]) && term.Term.Position > 0 && IsSentenceCase()))
        {
            return true;
        }

        return folded.Length >= 5
            && corpus.Index.Terms.FindStem(term.Term.Stem) < 0
            && term.Shares.Count == 0
            && !Thesaurus.English.Knows(term.Term.Stem)
            && !Thesaurus.English.IsNear(folded);
    }

    // In "WHICH PAPER…" or a title typed in title case capitals say nothing.
    private bool IsSentenceCase()
    {
        var words = Words.Of(question);
        return words.Count(w => char.IsUpper(question[w.Start])) * 2 < words.Count;
    }

    [GeneratedRegex(
        @"\b(on|for|over|in|with|at)\s+(the\s+)?(?<things>[\w@.+^-]+(\s+(and|or)\s+[\w@.+^-]+)?)",
        RegexOptions.IgnoreCase)]
    private static partial Regex MeasuredOnPattern();

    [GeneratedRegex(
        @"\bpercent(age)?\b|\b(cost|price|dollars?|euros?)\b|\b(fraction|score|accuracy|f1|wer|bleu|p-?value|dice)\b"
        + @"|\b(success|error|detection)\s+rate\b|\bhow\s+many\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ExplicitPattern();

    [GeneratedRegex(@"\b(which|what)\s+(\w+\s+){0,2}(llms?|models?|backbones?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ModelQuestionPattern();

    [GeneratedRegex(
        @"\b\w*(GPT|BERT|[Ll]lama|LLaMA|Qwen|QWen|Mistral|Mixtral|Gemma|Gemini|Claude|Pythia|OLMo|PaLM|DeepSeek|Vicuna"
        + @"|Falcon|Phi|OPT|BLOOM|T5|BART|XLM|CLIP|Whisper|transformer|LSTM|RNN)\w*|\d\s?[BM]\b|\bmodels?\s*[:(]")]
    private static partial Regex ModelPattern();
}
