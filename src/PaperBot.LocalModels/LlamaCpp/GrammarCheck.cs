using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// Refuses grammars before llama.cpp sees them. It prints its complaint to standard error and tells nobody, and some grammars
/// end the process or never end: parentheses nested thousands deep, a repetition from more to fewer, a rule that begins with
/// itself after parts that may be empty.
/// </summary>
internal static class GrammarCheck
{
    private const int MostCharacters = 64 * 1024;
    private const int MostRules = 2000;

    /// <param name="grammar">GBNF.</param>
    /// <param name="isToken">Whether a text is a single token of the model.</param>
    /// <exception cref="LlamaException">The grammar cannot be used; the sentence says where and why.</exception>
    public static void Throw(string grammar, Func<string, bool> isToken)
    {
        if (grammar.Length > MostCharacters)
        {
            throw new LlamaException($"The grammar has {grammar.Length} characters; at most {MostCharacters} are read.");
        }

        // llama.cpp would read up to there and no further.
        if (grammar.Contains('\0', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(grammar))
        {
            throw new LlamaException("The grammar is empty or has a zero character.");
        }

        var reader = new GrammarReader(grammar);
        var rules = reader.Read();
        if (reader.Tokens.FirstOrDefault(token => !isToken(token)) is { } unknown)
        {
            throw new LlamaException($"The grammar speaks of {unknown}, which is no token of this model.");
        }

        if (rules.Count > MostRules)
        {
            throw new LlamaException($"The grammar has {rules.Count} rules; at most {MostRules} are read.");
        }

        if (!rules.ContainsKey("root"))
        {
            throw new LlamaException("The grammar has no rule named root, with which a text begins.");
        }

        ThrowIfUndefined(rules);
        ThrowIfLeftRecursive(rules);
    }

    private static void ThrowIfUndefined(Dictionary<string, GrammarPart> rules)
    {
        foreach (var (name, part) in rules)
        {
            if (part.Names().FirstOrDefault(used => !rules.ContainsKey(used)) is { } unknown)
            {
                throw new LlamaException($"The grammar's rule {name} speaks of {unknown}, which it does not define.");
            }
        }
    }

    private static void ThrowIfLeftRecursive(Dictionary<string, GrammarPart> rules)
    {
        HashSet<string> empty = [];
        bool grew;
        do
        {
            grew = false;
            foreach (var (name, part) in rules)
            {
                grew |= part.MayBeEmpty(empty) && empty.Add(name);
            }
        }
        while (grew);

        // Walks without recursion of its own: a chain of rules may be long.
        var beginnings = rules.ToDictionary(
            rule => rule.Key, rule => rule.Value.Beginnings(empty).ToHashSet(), StringComparer.Ordinal);
        foreach (var name in rules.Keys)
        {
            HashSet<string> seen = [];
            var open = new Stack<string>(beginnings[name]);
            while (open.TryPop(out var next))
            {
                if (next == name)
                {
                    throw new LlamaException($"The grammar's rule {name} begins with itself, so it never begins.");
                }

                if (seen.Add(next))
                {
                    foreach (var further in beginnings[next])
                    {
                        open.Push(further);
                    }
                }
            }
        }
    }
}
