namespace PaperBot.Answering;

/// <summary>What is looked at when a sentence of an abstract is weighed as the answer to a question.</summary>
internal enum EvidenceFeature
{
    /// <summary>Share of the question the sentence covers, 0 to 1; what many of the sentences cover counts less.</summary>
    Covered,

    /// <summary>Share of the question only words spelt alike stand for ("glycaemic" for "hyperglycaemia"), 0 to 1.</summary>
    SpeltAlike,

    /// <summary>Whether it holds the kind of words wanted: the logarithm of <see cref="AnswerFit"/>.</summary>
    Fit,

    /// <summary>How well it would summarise the abstract, in standard deviations from the mean of its sentences.</summary>
    Telling,

    /// <summary>Where it stands: 0 for the first sentence, 1 for the last.</summary>
    Place,

    /// <summary>1 for the last sentence, which as often looks ahead or links to code as it concludes.</summary>
    Last,

    /// <summary>The natural logarithm of its number of words: a longer sentence says more.</summary>
    Length,

    /// <summary>1 when it begins with what only an earlier sentence explains ("It…", "These…").</summary>
    Dangling,

    /// <summary>1 when it says that something got better or less.</summary>
    Gains,

    /// <summary><see cref="Telling"/> again where papers are listed: what is said of each must tell what it is about.</summary>
    TellingInList,

    /// <summary>1 when it asks: it repeats a question's words and answers nothing.</summary>
    Asks,
}
