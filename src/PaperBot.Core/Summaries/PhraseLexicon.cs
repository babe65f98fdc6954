using System.Collections.Frozen;

namespace PaperBot.Summaries;

/// <summary>
/// Which words may stand in a noun phrase, and where. There is no part-of-speech tagger here: endings decide, with lists for
/// the exceptions that abstracts actually use.
/// </summary>
internal static class PhraseLexicon
{
    private static readonly FrozenSet<string> Verbs = WithEndings("""
        propose introduce show demonstrate present develop describe devise achieve improve outperform surpass exceed use utilize
        leverage employ apply adopt provide offer yield obtain produce generate create build construct make enable allow help let
        find observe discover reveal suggest indicate argue claim prove establish confirm verify explain understand know think
        investigate explore examine analyze analyse evaluate assess compare consider address tackle solve overcome alleviate
        mitigate reduce increase enhance boost exhibit remain become require need suffer fail lack aim seek try attempt focus rely
        depend involve include contain comprise consist represent capture learn train pretrain finetune predict infer estimate
        compute encode decode extract select identify detect recognize classify distinguish differ vary change adapt transfer
        incorporate integrate combine introduce extend generalize scale perform conduct follow lead cause affect influence
        facilitate promote encourage support motivate inspire study test serve act work take give get go come see say tell ask
        answer call name term define formulate formalize cast treat view regard assume hypothesize exist appear seem emerge arise
        occur happen hold keep maintain preserve retain avoid prevent limit restrict impose ensure guarantee highlight emphasize
        underscore illustrate report present release publish contribute conclude discuss review survey summarize ground align
        elicit prompt prune share optimize maximize minimize update replace remove add insert convert transform map match fit
        relate link connect bridge store retrieve access allocate assign range reach beat trace track probe measure
        quantify characterize uncover shed rethink revisit unlock empower simulate mimic impute possess pose face enrich begin
        start stop continue end lie bring put set run play move turn reason expose collect gather curate annotate label
        synthesize design believe challenge fall drop rise grow evolve acquire interpret converge interact
        """);

    // Forms of those verbs that are nouns at least as often.
    private static readonly FrozenSet<string> Nouns = FunctionWords.Split("""
        learning training reasoning pretraining finetuning tuning modeling modelling understanding processing prompting planning
        parsing tagging clustering sampling decoding encoding encodings embedding embeddings generation grounding grokking
        scaling pruning forgetting transfer design designs update updates test tests work label labels prompt prompts answer
        answers map maps support reason scale limit limits link links range play setting settings finding findings building
        programming computing engineering testing probing editing mapping matching switching caching routing hashing ranking
        reranking indexing crawling rendering tracking forecasting listening hearing speaking writing reading coding
        conditioning unlearning bootstrapping steering benchmarking rewriting paraphrasing meaning meanings
        change changes influence view views control controls search measure measures challenge survey review
        debiasing captioning pretraining imaging sequencing screening spelling hedging
        wellbeing mid midtraining posttraining distilling curriculum beliefs
        """);

    private static readonly FrozenSet<string> Participles = FunctionWords.Split("""
        pretrained supervised unsupervised masked embodied distributed grounded augmented structured mixed guided controlled
        automated learned simulated federated situated randomized generalized embedded annotated weighted shared
        """);

    // Adjectives and nouns that say nothing of a topic at the front of a phrase, or alone.
    private static readonly FrozenSet<string> Empty = FunctionWords.Split("""
        new novel different multiple various existing previous prior recent proposed better best good great strong stronger weak
        significant substantial key main important specific particular general generic simple effective efficient possible popular
        available current standard common typical original overall additional potential extensive comprehensive thorough
        state art able capable full entire whole single large larger small smaller high higher low lower long longer short
        early late real world true false similar diverse wide broad deep challenging difficult hard easy fine
        promising impressive remarkable notable rich numerous considerable crucial critical essential fundamental major minor
        comparable competitive superior extra further total average relative absolute certain useful valuable
        publicly open source free first second third next last prime core central underlying inherent unique related relevant
        baseline baselines paper papers work works study studies method methods approach approaches result results experiment
        experiments performance finding findings contribution contributions way ways number numbers set sets case cases problem
        problems setting settings framework frameworks technique techniques aspect aspects factor factors ability abilities
        capability capabilities insight insights issue issues question questions example examples part parts type types kind kinds
        form forms level levels degree order terms term role roles range use usage improvement improvements advance advances
        advancement advancements progress success effectiveness efficiency effort efforts evidence analysis
        analyses evaluation evaluations
        evaluate implementation code codes dataset datasets benchmark benchmarks task tasks model models system systems
        data domain domains application applications scenario scenarios information knowledge process processes
        researcher researchers research field fields area areas community literature years year time times people humans
        input inputs output outputs
        amount variety wide series lot majority fact goal goals objective objectives purpose purposes challenge challenges
        limitation limitations gap gaps difference differences effect effects impact impacts importance quality value values
        accuracy score scores cost costs step steps stage stages point points strategy strategies algorithm algorithms
        architecture architectures component components feature features property properties structure structures mechanism
        mechanisms phenomenon phenomena behavior behaviors behaviour behaviours pattern patterns context contexts content test
        tests
        tool tools resource resources environment environments parameter parameters size sizes instance instances
        change changes update updates view views perspective perspectives direction directions future mean means
        """);

    // Heads that leave the naming to the words before them.
    private static readonly FrozenSet<string> WeakHeads = FunctionWords.Split("""
        task tasks framework frameworks algorithm algorithms method methods approach approaches system systems problem problems
        setting settings technique techniques data dataset datasets benchmark benchmarks strategy strategies ability abilities
        capability capabilities domain domains process processes performance accuracy quality objective objectives stage stages
        corpus corpora supervision tools resources signals
        step steps paradigm paradigms mechanism mechanisms model models information
        example examples sample samples instance instances input inputs output outputs pair pairs set sets space spaces
        """);

    private static readonly FrozenSet<string> Boilerplate = FunctionWords.Split("""
        result results experiment experiments analysis analyses evaluation evaluations work works paper papers study
        studies finding findings evidence contribution contributions insight insights baseline
        baselines improvement improvements way ways number
        numbers aspect aspects performance researcher researchers code codes understanding gap gaps question
        questions effort efforts
        view views phase phases second seconds minute minutes hour hours day days week weeks month months year years
        people person participant participants percent
        """);

    // Names of whole fields, and idioms, by stems: true of too many papers to part any.
    private static readonly FrozenSet<string> TooWide = new[]
    {
        "neural network", "languag model", "larg languag model", "natur languag", "natur languag process", "machin learn",
        "machin learn model", "artifici intellig", "foundat model", "train data", "build block", "target languag",
        "sourc languag",
        "neural network model", "pretrain languag model", "mask languag model", "neural languag model",
        "downstream task", "test set", "train set", "hyper paramet", "ablat studi", "case studi", "transform model",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NounsInSpite = FunctionWords.Split("""
        signal retrieval approval proposal trial interval journal manual principal goal appraisal survival arrival material dial
        potential differential rational credential topic metric logic arithmetic music heuristic critic traffic clinic mechanic
        semantic statistic fabric objective perspective narrative incentive alternative preservative additive vocabulary
        dictionary
        summary library boundary commentary itinerary family anomaly assembly supply reply monopoly table variable cable
        seed feed need speed embed creed breed bed red shed media
        """);

    private static readonly FrozenSet<string> Adjectives = FunctionWords.Split("""
        large small new low high deep multiple single simple general long short neural open better best different recent latent
        efficient consistent sufficient dependent independent coherent inherent prominent emergent apparent frequent
        relevant significant important constant redundant dominant abundant robust fast accurate complete wide broad complex
        diverse sparse dense free prior major minor unseen unknown rare raw true non pre post multi cross self semi zero few fine
        real world based aware driven specific agnostic oriented wise like level end many lower higher larger smaller
        cognitive linguistic visual human state
        open closed source state early late top bottom
        """);

    /// <summary>Whether a phrase ends before this word: it links, acts, or counts rather than names.</summary>
    public static bool Breaks(string folded) =>
        FunctionWords.Contains(folded)
        || char.IsAsciiDigit(folded[0])
        || (Verbs.Contains(folded) && !Nouns.Contains(folded))
        || (folded.EndsWith("ly", StringComparison.Ordinal) && folded.Length > 4 && !NounsInSpite.Contains(folded))
        || (folded.EndsWith("ed", StringComparison.Ordinal) && folded.Length > 4
            && !Participles.Contains(folded) && !NounsInSpite.Contains(folded))
        || (folded.EndsWith("ing", StringComparison.Ordinal) && folded.Length > 5 && !Nouns.Contains(folded));

    /// <summary>Whether a phrase may begin with the word.</summary>
    public static bool MayBegin(string folded) =>
        folded.Length > 1 && folded is not ("understanding" or "pre" or "non" or "post") && !Empty.Contains(folded);

    /// <summary>Whether a phrase, by its stems joined by spaces, names a whole field or nothing.</summary>
    public static bool IsTooWide(string key) => TooWide.Contains(key);

    /// <summary>Whether a phrase that ends with the word names little by it: "decoding algorithm", "target task".</summary>
    public static bool IsWeakHead(string folded) => WeakHeads.Contains(folded);

    /// <summary>Whether a phrase may end with the word: a noun as far as its ending tells.</summary>
    public static bool MayEnd(string folded) =>
        folded.Length > 2 && !Breaks(folded) && !Boilerplate.Contains(folded)
        && !Adjectives.Contains(folded) && !Participles.Contains(folded)
        && (NounsInSpite.Contains(folded) || !HasAdjectiveEnding(folded));

    /// <summary>Whether the word alone says nothing of a topic.</summary>
    public static bool IsEmpty(string folded) => Empty.Contains(folded) || folded.Length < 2;

    /// <summary>
    /// Whether the word alone may name a topic: an abstract noun by its ending, or the plural of one. Other single words are too
    /// often fragments of a longer name.
    /// </summary>
    public static bool NamesTopicAlone(string folded)
    {
        var word = folded.EndsWith('s') && !folded.EndsWith("ss", StringComparison.Ordinal) ? folded[..^1] : folded;
        return folded.Length > 7 && !IsEmpty(folded)
            && (word.EndsWith("ation", StringComparison.Ordinal) || word.EndsWith("ition", StringComparison.Ordinal)
                || word.EndsWith("okking", StringComparison.Ordinal) || word.EndsWith("ology", StringComparison.Ordinal)
                || word.EndsWith("graphy", StringComparison.Ordinal) || word.EndsWith("guistic", StringComparison.Ordinal)
                || word.EndsWith("retrieval", StringComparison.Ordinal) || word.EndsWith("lingualism", StringComparison.Ordinal))
            && !TooWideAlone.Contains(EnglishSingular(folded));
    }

    private static readonly FrozenSet<string> TooWideAlone = FunctionWords.Split("""
        evaluation generation information application observation implementation investigation examination consideration situation
        representation demonstration exploration explanation interpretation operation population combination condition addition
        limitation variation indication implication foundation correlation relation computation configuration transformation
        formulation position composition definition acquisition optimization generalization contribution collaboration
        integration adaptation expectation interaction publication association estimation calculation documentation
        competition transition partition repetition derivation formation activation location utilization validation
        mitigation identification exploitation activation comparison realization quantification specification modification
        simulation motivation preparation termination aggregation initialization
        """);

    private static string EnglishSingular(string word) => word.EndsWith('s') ? word[..^1] : word;

    private static bool HasAdjectiveEnding(string word) =>
        EndsWithAny(word, "al", "ive", "ic", "ous", "ful", "able", "ible", "less", "ary", "ish", "ian", "est", "ior", "ular");

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> WithEndings(string bases)
    {
        HashSet<string> forms = new(StringComparer.Ordinal);
        foreach (var verb in FunctionWords.Split(bases))
        {
            var stem = verb.EndsWith('e') ? verb[..^1] : verb;
            var third = verb.EndsWith('y') ? verb[..^1] + "ies"
                : EndsWithAny(verb, "s", "sh", "ch", "x") ? verb + "es" : verb + "s";
            var past = verb.EndsWith('y') ? verb[..^1] + "ied" : stem + "ed";
            forms.UnionWith([verb, third, past, stem + "ing", verb + verb[^1] + "ing", verb + verb[^1] + "ed"]);
        }

        forms.UnionWith(FunctionWords.Split(
            "shown found built made known learnt given taken led rose grew understood begun became kept gave saw seen"));
        return forms.ToFrozenSet(StringComparer.Ordinal);
    }
}
