namespace PaperBot.Grounding;

/// <summary>Numbers that a sentence gives name by name: "4.7% on Switchboard and 8.3% on CallHome".</summary>
internal static class NamedNumbers
{
    private const int Farthest = 5;

    /// <summary>The name to which the claim gives the number that a sentence gives to another, or null.</summary>
    public static string? Exchanged(Statement claim, IReadOnlyList<Statement> evidence)
    {
        var told = In(claim);
        if (told.Count == 0)
        {
            return null;
        }

        var stated = evidence.Select(e => (Pairs: In(e), Names: Names.In(e))).Where(s => s.Pairs.Count > 1).ToList();
        foreach (var (number, name) in told)
        {
            // The name beside another number, or in another sentence altogether.
            if (stated.Exists(s => s.Pairs.Exists(p => number.IsStatedBy(p.Number))
                && !s.Pairs.Exists(p => number.IsStatedBy(p.Number) && AreOfOne(p.Name, name))
                && (s.Pairs.Exists(p => p.Name.Joined == name.Joined) || !s.Names.Exists(n => AreOfOne(n, name)))))
            {
                return name.Printed;
            }
        }

        return null;
    }

    // "AMI" for "AMI-IHM".
    private static bool AreOfOne(Name one, Name other) => one.Joined.StartsWith(other.Joined, StringComparison.Ordinal)
        || other.Joined.StartsWith(one.Joined, StringComparison.Ordinal) || one.Parts.Any(other.Parts.Contains);

    // A number, and the name that follows the preposition next to it.
    private static List<(Quantity Number, Name Name)> In(Statement statement)
    {
        List<(Quantity, Name)> pairs = [];
        var names = Names.In(statement);
        if (names.Count == 0)
        {
            return pairs;
        }

        foreach (var number in statement.Quantities.Where(q => !q.Weak))
        {
            var last = Math.Min(statement.Tokens.Count - 2, number.Last + Farthest);
            for (var i = number.Last + 1; i <= last && !statement.InQuantity[i]; i++)
            {
                if (statement.Tokens[i].Folded is "on" or "for" or "in")
                {
                    var name = names.Find(n => n.At == i + 1 || (n.At == i + 2 && statement.Tokens[i + 1].Folded == "the"));
                    if (name is not null)
                    {
                        pairs.Add((number, name));
                    }

                    break;
                }
            }
        }

        return pairs;
    }
}
