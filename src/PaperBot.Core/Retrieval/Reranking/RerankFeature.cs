namespace PaperBot.Retrieval.Reranking;

/// <summary>What a closer look at a paper sees. Each is taken in standard deviations among the papers looked at.</summary>
internal enum RerankFeature
{
    /// <summary>What the first look said, all of its views together.</summary>
    First,

    /// <summary>What the query's words and their relatives earn.</summary>
    Words,

    /// <summary>Runs of letters.</summary>
    Letters,

    /// <summary>The cosine of the word vectors' sums, as far as the query's words were learnt.</summary>
    Meaning,

    /// <summary>The cosine in the corpus's own latent space.</summary>
    Place,

    /// <summary>The share of the query that the paper's nearest words mean, each word of the query by its rarity.</summary>
    Covered,

    /// <summary>The same, of the sentence that covers most.</summary>
    CoveredInSentence,

    /// <summary>The share of the query that the paper has word for word.</summary>
    Repeated,

    /// <summary>The same, of the sentence that repeats most.</summary>
    RepeatedInSentence,
}
