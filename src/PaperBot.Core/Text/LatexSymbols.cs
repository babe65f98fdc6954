using System.Collections.Frozen;

namespace PaperBot.Text;

/// <summary>What LaTeX commands stand for in Unicode.</summary>
internal static class LatexSymbols
{
    /// <summary>Accent commands and their combining marks.</summary>
    public static readonly FrozenDictionary<string, string> Accents = new Dictionary<string, string>
    {
        ["`"] = "\u0300", ["'"] = "\u0301", ["^"] = "\u0302", ["~"] = "\u0303", ["="] = "\u0304", ["u"] = "\u0306",
        ["."] = "\u0307",
        ["\""] = "\u0308", ["r"] = "\u030A", ["H"] = "\u030B", ["v"] = "\u030C",
        ["d"] = "\u0323", ["c"] = "\u0327", ["k"] = "\u0328", ["b"] = "\u0331",
    }.ToFrozenDictionary();

    /// <summary>Accents over letters of a formula.</summary>
    public static readonly FrozenDictionary<string, string> MathAccents = new Dictionary<string, string>
    {
        ["hat"] = "\u0302", ["widehat"] = "\u0302", ["tilde"] = "\u0303",
        ["widetilde"] = "\u0303", ["bar"] = "\u0304", ["overline"] = "\u0304",
        ["dot"] = "\u0307", ["ddot"] = "\u0308", ["vec"] = "\u20D7", ["check"] = "\u030C",
    }.ToFrozenDictionary();

    /// <summary>Letters outside ASCII.</summary>
    public static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>
    {
        ["aa"] = "å", ["AA"] = "Å", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ",
        ["OE"] = "Œ", ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł",
        ["ss"] = "ß", ["i"] = "ı", ["j"] = "ȷ", ["dh"] = "ð", ["DH"] = "Ð", ["dj"] = "đ",
        ["DJ"] = "Đ", ["th"] = "þ", ["TH"] = "Þ", ["ng"] = "ŋ", ["NG"] = "Ŋ",
    }.ToFrozenDictionary();

    /// <summary>Signs and Greek letters, in formulas and outside of them.</summary>
    public static readonly FrozenDictionary<string, string> Signs = Pairs(
        """
        alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η
        theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π
        rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        times × cdot · pm ± mp ∓ div ÷ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙
        leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈
        sim ~ simeq ≃ equiv ≡ cong ≅ propto ∝ lesssim ≲ gtrsim ≳ leqslant ≤ geqslant ≥
        to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒
        Leftarrow ⇐ Leftrightarrow ⇔ longrightarrow ⟶ mapsto ↦ uparrow ↑ downarrow ↓
        nearrow ↗ searrow ↘ implies ⇒ iff ⇔ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏
        int ∫ forall ∀ exists ∃ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨
        in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪
        cap ∩ emptyset ∅ varnothing ∅ setminus ∖ mid | parallel ∥ perp ⊥ top ⊤
        langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lVert ‖ rVert ‖ lvert | rvert | Vert ‖ vert |
        ldots … dots … cdots ⋯ textellipsis … prime ′ dagger † ddagger ‡ ell ℓ
        hbar ℏ Re ℜ Im ℑ aleph ℵ angle ∠ triangle △ square □ checkmark ✓ surd √
        S § P ¶ copyright © textcopyright © textregistered ® texttrademark ™
        pounds £ textsterling £ euro € texteuro € degree ° textdegree °
        textmu µ textendash – textemdash — textquoteleft ‘
        textquoteright ’ textquotedblleft “ textquotedblright ” textbackslash \ textasciitilde ~
        textasciicircum ^ textbar | textless < textgreater >
        textunderscore _ textdollar $ textpercent % textbullet • textperiodcentered ·
        textquotesingle ' textasciigrave ` textbraceleft { textbraceright } textrightarrow → textleftarrow ← texttimes × textpm ±
        lbrace { rbrace } lbrack [ rbrack ] backslash \ colon :
        """);

    /// <summary>Names that print as themselves.</summary>
    public static readonly FrozenSet<string> Names = (
        "LaTeX TeX BibTeX log ln exp sin cos tan tanh min max sup inf lim arg argmin argmax det dim deg ker Pr gcd mod bmod "
        + "softmax")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Commands that only dress their argument.</summary>
    public static readonly FrozenSet<string> Dress = (
        "emph textbf textit textsl textsc texttt textrm textsf textup textmd textnormal text mbox underline uline enquote "
        + "ensuremath url path mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathnormal bm boldsymbol "
        + "operatorname mathop hbox textsubscript textsuperscript")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Switches that hold until their group ends, and print nothing.</summary>
    public static readonly FrozenSet<string> Switches = (
        "bf it em rm sc sf tt sl bfseries itshape scshape ttfamily sffamily rmfamily normalfont displaystyle textstyle "
        + "scriptstyle limits nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr xspace noindent protect relax")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Commands that print as a gap.</summary>
    public static readonly FrozenSet<string> Gaps =
        "quad qquad enspace thinspace space newline par".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Letters with two strokes, as <c>\mathbb</c> writes them.</summary>
    private static readonly FrozenDictionary<char, string> Blackboard = new Dictionary<char, string>
    {
        ['C'] = "ℂ", ['E'] = "𝔼", ['F'] = "𝔽", ['H'] = "ℍ", ['N'] = "ℕ", ['P'] = "ℙ", ['Q'] = "ℚ", ['R'] = "ℝ", ['S'] = "𝕊",
        ['Z'] = "ℤ", ['1'] = "𝟙",
    }.ToFrozenDictionary();

    private const string Plain = "0123456789+-=()nijkx";

    private const string RaisedForms = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱʲᵏˣ";

    private const string LoweredForms = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢⱼₖₓ";

    /// <summary>The letters with two strokes, where they have such a form.</summary>
    public static string InBlackboard(string text) =>
        string.Concat(text.Select(c => Blackboard.GetValueOrDefault(c, c.ToString())));

    /// <summary>The text above the line, or null when a character has no such form.</summary>
    public static string? Raised(string text) => text is "∘" ? "°" : text is "′" ? "′" : Shifted(text, RaisedForms);

    /// <summary>The text below the line, or null when a character has no such form.</summary>
    public static string? Lowered(string text) => Shifted(text, LoweredForms);

    private static string? Shifted(string text, string forms)
    {
        var shifted = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var at = Plain.IndexOf(text[i], StringComparison.Ordinal);
            if (at < 0)
            {
                return null;
            }

            shifted[i] = forms[at];
        }

        return text.Length == 0 ? null : new string(shifted);
    }

    private static FrozenDictionary<string, string> Pairs(string table)
    {
        var words = table.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
    }
}
