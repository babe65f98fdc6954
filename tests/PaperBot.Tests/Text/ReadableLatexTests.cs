using FsCheck;
using FsCheck.Fluent;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Text;

public sealed class ReadableLatexTests
{
    [Theory]
    [InlineData(@"$\alpha$", "α")]
    [InlineData(@"$\alpha$-divergence", "α-divergence")]
    [InlineData(@"improves by 4\%", "improves by 4%")]
    [InlineData(@"\textbf{x} and \emph{y} and \texttt{z}", "x and y and z")]
    [InlineData(@"Fig.~3 of Lund et al.~(2020)", "Fig. 3 of Lund et al. (2020)")]
    [InlineData(@"pages 3--7", "pages 3–7")]
    [InlineData(@"a word---or two", "a word—or two")]
    [InlineData(@"Schr{\""o}dinger, Erd\H{o}s, na\""ive, caf\'e, Fran\c{c}ois", "Schrödinger, Erdős, naïve, café, François")]
    [InlineData(@"\'{\i}ndice, \v{S}koda, \aa{}ngstr\""om, stra\ss e", "índice, Škoda, ångström, straße")]
    [InlineData(@"``quoted'' words", "“quoted” words")]
    [InlineData(@"$O(n^2)$", "O(n²)")]
    [InlineData(@"$\mathcal{O}(n \log n)$", "O(n log n)")]
    [InlineData(@"$x_1, x_{10}, x_t$", "x₁, x₁₀, x_t")]
    [InlineData(@"$10^{-3}$ and $2\times$", "10⁻³ and 2×")]
    [InlineData(@"$\ell_2$-norm in $\mathbb{R}^d$", "ℓ₂-norm in ℝ^d")]
    [InlineData(@"$p<0.05$, $p \leq 0.05$", "p<0.05, p ≤ 0.05")]
    [InlineData(@"$\frac{1}{2}$, $\frac{a+b}{2}$", "1/2, (a+b)/2")]
    [InlineData(@"$\sqrt{n}$, $\sqrt{n+1}$", "√n, √(n+1)")]
    [InlineData(@"$90^\circ$", "90°")]
    [InlineData(@"$90^{\circ}$", "90°")]
    [InlineData(@"$\hat{y}$ and $\bar x$", "ŷ and x̄")]
    [InlineData(@"$1{,}000$ steps", "1,000 steps")]
    [InlineData(@"$\sim$5\% to $\pm 2$", "~5% to ± 2")]
    [InlineData(@"$\text{CO}_2$", "CO₂")]
    [InlineData(@"CO\textsubscript{2} and m\textsuperscript{2}", "CO₂ and m²")]
    [InlineData(@"\(\lambda = 0.1\) and \[x \to \infty\]", "λ = 0.1 and x → ∞")]
    [InlineData(@"\href{https://a.example/x}{the code} at \url{https://a.example/~ada}", "the code at https://a.example/~ada")]
    [InlineData(@"{\bf Bold} and {\em leaning}", "Bold and leaning")]
    [InlineData(@"\LaTeX is fine", "LaTeX is fine")]
    [InlineData(@"R\&D, \#1, a\_b, \{x\}", "R&D, #1, a_b, {x}")]
    [InlineData(@"$\left( x \right)$", "( x )")]
    [InlineData(@"$\mathbf{W}^\top x$", "W^⊤ x")]
    public void Latex_becomes_readable(string printed, string readable) => Assert.Equal(readable, ReadableLatex.Of(printed));

    [Theory]
    [InlineData("Plain words, 3.5% better (p < 0.05).")]
    [InlineData("It costs $5 and sells for $10.")]
    [InlineData("from $5/$10 a month")]
    [InlineData("between $5 million and $6 million")]
    [InlineData("about ~5% of 10~20 cases, see http://x.example/~ada")]
    [InlineData("pass --verbose or (--quiet)")]
    [InlineData("-----")]
    [InlineData("<!-- a comment -->")]
    [InlineData(@"see \cite{lund2020} and \ref{tab}")]
    [InlineData(@"$\unknowncommand{x} + 1$")]
    [InlineData(@"C:\temp\new")]
    [InlineData(@"a set {1, 2} and JSON {""a"": 1}")]
    [InlineData("snake_case and 2^10 outside of a formula")]
    [InlineData("an apostrophe'' and a `tick`")]
    [InlineData(@"ends with \")]
    [InlineData("ends with $")]
    [InlineData("$$")]
    [InlineData("")]
    public void What_is_no_latex_or_not_known_stays_as_printed(string printed) =>
        Assert.Equal(printed, ReadableLatex.Of(printed));

    [Fact]
    public void Deep_nesting_does_not_exhaust_the_stack()
    {
        var deep = string.Concat(Enumerable.Repeat(@"\textbf{", 20_000)) + new string('}', 20_000);
        Assert.NotEmpty(ReadableLatex.Of("$" + new string('{', 50_000) + "$ " + deep[..4000]));
    }

    [Fact]
    public void No_text_makes_it_throw_or_lose_all()
    {
        var pieces = Gen.Elements(
            "\\", "$", "{", "}", "^", "_", "~", "-", "`", "'", "alpha", "textbf", "frac", " ", "a", "5", "\"", "\ud83d", "é",
            "\\(", "\\]", "\n", "left", ".");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
            Arb.From(Gen.ArrayOf(pieces).Select(string.Concat)), text => ReadableLatex.Of(text) is not null));
    }
}
