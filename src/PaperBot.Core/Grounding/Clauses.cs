namespace PaperBot.Grounding;

/// <summary>A stretch of a sentence, as token indexes; the end is not part of it.</summary>
internal readonly record struct Clause(int From, int To)
{
    public bool Contains(int token) => token >= From && token < To;
}

/// <summary>Cuts a sentence where a second statement may begin.</summary>
internal static class Clauses
{
    private const int FewestContentWords = 3;

    /// <summary>The clauses in order; one too short to be compared belongs to its neighbour.</summary>
    public static List<Clause> Of(Statement statement)
    {
        List<Clause> clauses = [];
        var from = 0;
        for (var i = 1; i < statement.Tokens.Count; i++)
        {
            if (Begins(statement.Tokens, i) && ContentIn(statement, from, i) >= FewestContentWords
                && ContentIn(statement, i, statement.Tokens.Count) >= FewestContentWords)
            {
                clauses.Add(new Clause(from, i));
                from = i;
            }
        }

        clauses.Add(new Clause(from, statement.Tokens.Count));
        return clauses;
    }

    private static bool Begins(List<Token> tokens, int i) => tokens[i].Folded is "whereas" or "while" or "but" or "although"
        or ";"
        || (tokens[i].Folded is "and" && tokens[i - 1].Printed == ",")
        || (tokens[i - 1].Printed is "." && !tokens[i].Glued);

    private static int ContentIn(Statement statement, int from, int to) => statement.Content.Count(i => i >= from && i < to);
}
