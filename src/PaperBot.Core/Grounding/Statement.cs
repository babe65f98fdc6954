using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>A sentence taken apart: its words, numbers and names.</summary>
internal sealed class Statement
{
    // They stand in any sentence about any paper, so that sharing them says little.
    private static readonly HashSet<string> Generic = new("""
        method approach model system result reach achieve obtain author work task need take make show find report get give score
        perform performance propose present introduce include contain use can several various number value case respectively far
        average mean total overall about just only become remain say
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(EnglishStemmer.Stem), StringComparer.Ordinal);

    private const double GenericWeight = 0.3;

    // Read on first use; two threads at once read the same.
    private List<Negation>? negations;
    private List<Cue>? cues;

    private Statement(string text)
    {
        Tokens = Grounding.Tokens.Of(Grounding.Tokens.Plain(text));
        Quantities = Grounding.Quantities.In(Tokens);
        InQuantity = new bool[Tokens.Count];
        foreach (var quantity in Quantities)
        {
            Array.Fill(InQuantity, true, quantity.First, quantity.Last - quantity.First + 1);
        }

        Content = [.. Enumerable.Range(0, Tokens.Count).Where(IsContent)];
        Stems = Content.Select(i => Tokens[i].Stem).ToHashSet(StringComparer.Ordinal);
    }

    public List<Token> Tokens { get; }

    public List<Quantity> Quantities { get; }

    /// <summary>For each token whether it is part of a number or its unit.</summary>
    public bool[] InQuantity { get; }

    /// <summary>Indexes of the tokens that say what the sentence is about.</summary>
    public IReadOnlyList<int> Content { get; }

    /// <summary>Their stems.</summary>
    public IReadOnlySet<string> Stems { get; }

    /// <summary>What it denies, read once.</summary>
    public IReadOnlyList<Negation> Negations => negations ??= NegationScopes.In(this);

    /// <summary>Its comparative words, read once.</summary>
    public IReadOnlyList<Cue> Cues => cues ??= Grounding.Cues.In(this);

    public static Statement Of(string text) => new(text);

    /// <summary>How much a content word counts when sentences are compared.</summary>
    public static double WeightOf(Token token) => Generic.Contains(token.Stem) ? GenericWeight : 1;

    private bool IsContent(int i) => Tokens[i].Kind == TokenKind.Word && !InQuantity[i] && Tokens[i].Folded.Length > 1
        && !StopWords.IsFunctionWord(Tokens[i].Folded);
}
