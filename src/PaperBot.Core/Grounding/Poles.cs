namespace PaperBot.Grounding;

/// <summary>One end of a pair of opposites.</summary>
internal readonly record struct Pole(int Axis, int Sign);

/// <summary>Words of opposite meaning: what is said with one of them is contradicted with the other.</summary>
internal static class Poles
{
    private const int WindowInTokens = 7;
    private const double SameWord = 0.6;

    // Each line is one axis, by hand.
    private static readonly Dictionary<string, Pole> ByWord = Build("""
        solved | unsolved
        able can | unable cannot incapable
        clear | unclear
        reliable trustworthy | unreliable untrustworthy
        stable steady | unstable
        significant | insignificant
        effective | ineffective
        accurate accurately precise precisely | inaccurate inaccurately imprecise
        suffice suffices sufficient enough adequate | insufficient inadequate
        correct correctly right rightly | incorrect incorrectly wrong wrongly
        possible feasible | impossible infeasible
        suitable suited | unsuitable unsuited
        likely | unlikely
        necessary needed | unnecessary unneeded superfluous
        biased | unbiased
        labelled labeled | unlabelled unlabeled
        supervised | unsupervised
        consistent consistently | inconsistent inconsistently
        dependent depend depends depended depending matter matters mattered | independent independently
        similar alike identical | dissimilar different differs differ differed
        useful usable | useless unusable
        harmless benign safe | harmful dangerous unsafe malicious
        agree agrees agreed | disagree disagrees disagreed
        like likes liked enjoy enjoyed love loved accept accepts accepted approve approves approved prefer prefers preferred 
            favour favours favoured | dislike dislikes disliked hate hated reject rejects rejected refuse refuses refused
            decline declines declined
        often usually frequently commonly typically generally always regularly | rarely seldom hardly never infrequently scarcely
        best finest leading foremost strongest easiest simplest | worst poorest weakest hardest toughest
        easy easily simple facilitate facilitates facilitated facilitating | difficult hard harder hinder hinders hindered impede
            impedes impeded
        largest biggest greatest highest longest peak peaks peaked maximum maximal | smallest lowest tiniest shortest minimum
            minimal
        most majority main mainly mostly chiefly largely | few fewest least minority
        strong strongly robust robustly | weak weakly fragile
        good well excellent | bad badly poor poorly
        fastest quickest | slowest
        cheapest | costliest dearest priciest
        newest latest youngest | oldest
        reduce reduces reduced increase increases increased raise raised lower lowered lowers improved improves
            worsened worsens hurts harmed affect affects affected | unchanged unaffected constant stays stayed
        upper top topmost | bottom lowermost
        succeed succeeds succeeded success successes successful successfully | fail fails failed failure failures unsuccessful
        allow allows allowed permit permits permitted enable enables enabled | forbid forbids forbade forbidden prevent prevents
            prevented prohibit prohibits prohibited disable disables disabled block blocks blocked
        include includes included contain contains contained | exclude excludes excluded omit omits omitted lack lacks lacked
            absent
        present | missing
        add adds added adding | remove removes removed removing removal delete deletes deleted deleting
        keep keeps kept retain retains retained preserve preserves preserved | discard discards discarded lose loses losing
        save saves saved saving | waste wastes wasted wasting
        appear appears appeared | vanish vanishes vanished disappear disappears disappeared
        support supports supported | oppose opposes opposed refute refutes refuted contradict contradicts contradicted
        confirm confirms confirmed | disprove disproves disproved refuted deny denies denied
        restrict restricted restricts constrained | unrestricted unconstrained
        trained tuned | untrained untuned
        known familiar | unknown unfamiliar
        seen | unseen
        public open | private closed secret proprietary
        positive positively | negative negatively
        active | inactive
        natural real genuine authentic | artificial fake
        maximize maximizes maximise maximises | minimize minimizes minimise minimises
        early | late
        young younger | old older
        healthy | sick ill diseased
        deep deeper | shallow shallower
        thick thicker | thin thinner
        wide wider broad broader | narrow narrower
        hot hotter warm warmer warming | cold colder cool cooler cooling
        wet | dry
        bright brighter | dark darker dim dimmer
        heavy heavier | light lighter
        dense | sparse
        linear | nonlinear
        online | offline
        static | dynamic
        local locally | global globally
        sufficiently | insufficiently
        advise advises advised recommend recommends recommended | discourage discourages discouraged
        begin begins began start starts started | end ends ended finish finishes finished
        accelerate accelerates accelerated | decelerate decelerates decelerated
        strengthen strengthens strengthened | weaken weakens weakened
        activate activates activated | inhibit inhibits inhibited suppress suppresses suppressed deactivate deactivates
        simplify simplifies simplified | complicate complicates complicated
        gradually slowly | suddenly quickly rapidly
        """);

    /// <summary>The pole that a word names, if any.</summary>
    public static bool TryGet(Token token, out Pole pole) =>
        ByWord.TryGetValue(token.Folded, out pole) && token.Kind == TokenKind.Word;

    /// <summary>The word of the claim whose opposite the evidence says of the same thing, or null.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="evidence">The sentences closest to it.</param>
    /// <param name="rest">All others of the sources it cites: one of them may say what the claim says.</param>
    public static string? Disagreement(Statement claim, IReadOnlyList<Statement> evidence, IReadOnlyList<Statement> rest)
    {
        for (var i = 0; i < claim.Tokens.Count; i++)
        {
            // "From bottom to top" names both ends.
            if (At(claim, i) is not { } own || claim.Tokens.Exists(t => TryGet(t, out var p) && p.Axis == own.Axis && p.Sign
                != ByWord[claim.Tokens[i].Folded].Sign))
            {
                continue;
            }

            // The one that stands among the same words tells.
            var (opposite, agrees) = (0.0, 0.0);
            foreach (var statement in evidence)
            {
                for (var j = 0; j < statement.Tokens.Count; j++)
                {
                    if (At(statement, j) is { } other && other.Axis == own.Axis)
                    {
                        var shared = Directions.Shared(Around(claim, i), Around(statement, j));
                        opposite = Math.Max(opposite, other.Sign != own.Sign ? shared : 0);
                        agrees = Math.Max(agrees, other.Sign == own.Sign ? shared + 0.01 : 0);
                    }
                }
            }

            if (opposite >= SameWord && (agrees == 0 || opposite > agrees + 0.9) && !rest.Any(r => Agrees(claim, i, own, r)))
            {
                return claim.Tokens[i].Printed;
            }
        }

        return null;
    }

    private static bool Agrees(Statement claim, int at, Pole own, Statement statement) =>
        Enumerable.Range(0, statement.Tokens.Count).Any(j => At(statement, j) is { } other && other == own
            && Directions.Shared(Around(claim, at), Around(statement, j)) >= SameWord);

    /// <summary>True when some word of the statement is the opposite of the token, undenied.</summary>
    public static bool HasOppositeOf(Token token, Statement statement)
    {
        if (!TryGet(token, out var pole))
        {
            return false;
        }

        for (var i = 0; i < statement.Tokens.Count; i++)
        {
            if (At(statement, i) is { } other && other.Axis == pole.Axis && other.Sign != pole.Sign)
            {
                return true;
            }
        }

        return false;
    }

    // A "not" over the word turns it round; "at most", "at least" and "no longer" name none.
    private static Pole? At(Statement statement, int at)
    {
        if (!TryGet(statement.Tokens[at], out var pole) || statement.InQuantity[at])
        {
            return null;
        }

        var before = at > 0 ? statement.Tokens[at - 1].Folded : "";
        if (at + 1 < statement.Tokens.Count && statement.Tokens[at + 1].Folded == "against"
            && DenialWords.Advising.Contains(statement.Tokens[at].Folded))
        {
            return pole with { Sign = -pole.Sign };
        }

        return before is "at" || DenialWords.Weak.Contains(before)
            || (before is "the" && statement.Tokens[at].Folded is "like" or "right" or "can") ? null
            : statement.Negations.Any(n => !n.Contrasts && (n.At < at || !n.Refers) && n.Scope.Contains(at))
                ? pole with { Sign = -pole.Sign } : pole;
    }

    private static List<string> Around(Statement statement, int at) =>
        [.. statement.Content.Where(i => i != at && Math.Abs(i - at) <= WindowInTokens).Select(i => statement.Tokens[i].Stem)];

    private static Dictionary<string, Pole> Build(string lines)
    {
        Dictionary<string, Pole> poles = new(StringComparer.Ordinal);
        var axis = 0;
        var sign = 1;
        foreach (var line in lines.Split('\n'))
        {
            // A line that is indented goes on the one before.
            if (!line.StartsWith(' '))
            {
                (axis, sign) = (axis + 1, 1);
            }

            foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                if (word == "|")
                {
                    sign = -1;
                }
                else
                {
                    poles.TryAdd(word, new Pole(axis, sign));
                }
            }
        }

        return poles;
    }
}
