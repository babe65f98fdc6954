using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>One sentence of an abstract, measured against a question.</summary>
internal sealed class Evidence
{
    private readonly double[] shares;

    private Evidence(
        Paper paper, int order, Sentence sentence, List<Word> words, string[] stems, double[] shares,
        IReadOnlyList<ExpandedTerm> terms)
    {
        Paper = paper;
        Order = order;
        Sentence = sentence;
        Words = words;
        Stems = stems;
        this.shares = shares;
        for (var i = 0; i < shares.Length; i++)
        {
            Coverage += Weight(terms[i]) * shares[i];
        }
    }

    public Paper Paper { get; }

    /// <summary>0-based position among the abstract's sentences.</summary>
    public int Order { get; }

    public Sentence Sentence { get; }

    public List<Word> Words { get; }

    /// <summary>The stem of each of <see cref="Words"/>.</summary>
    public IReadOnlyList<string> Stems { get; }

    /// <summary>Sum of the weights of the question's terms the sentence covers.</summary>
    public double Coverage { get; }

    /// <summary>How well the sentence covers each term of the question, 0 to 1.</summary>
    public IReadOnlyList<double> Shares => shares;

    /// <summary>Set by <see cref="EvidenceRanker"/>: the covered weight of the terms that do not merely name the paper.</summary>
    public double Detail { get; set; }

    /// <summary>Set by <see cref="EvidenceRanker"/>; higher is better, comparable within one abstract only.</summary>
    public double Score { get; set; }

    /// <summary>True when the sentence leans on the one before it ("It…", "These…").</summary>
    public bool LeansOnPrevious =>
        Words.Count > 0 && Order > 0 && Words[0].Folded is "it" or "its" or "this" or "these" or "they" or "their" or "such" or "both" or "he" or "she";

    public static double Weight(ExpandedTerm term) => term.Idf * term.Term.Weight;

    /// <summary>The sentences of a paper's abstract, each measured.</summary>
    public static List<Evidence> Of(Paper paper, PaperIndex index, IReadOnlyList<ExpandedTerm> terms)
    {
        List<Evidence> evidence = [];
        var byTerm = new SharesByTerm(terms);
        foreach (var sentence in Sentences.Of(paper.Abstract))
        {
            var words = Text.Words.Of(sentence.Text);
            string[] stems = [.. words.Select(w => index.Terms.StemOf(w.Folded))];
            var shares = new double[terms.Count];
            byTerm.Raise(Array.ConvertAll(stems, index.Terms.FindStem), shares);
            evidence.Add(new Evidence(paper, evidence.Count, sentence, words, stems, shares, terms));
        }

        return evidence;
    }
}
