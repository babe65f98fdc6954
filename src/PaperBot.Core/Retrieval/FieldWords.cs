using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// Words that people of the field, and people asking about it, use for one another and no general dictionary relates. Written
/// by hand; each line is a group.
/// </summary>
internal static class FieldWords
{
    /// <summary>How much of a word's weight another of its group earns.</summary>
    public const double Share = 0.35;

    private static readonly Dictionary<string, string[]> Groups = Build("""
        llm llms lm lms gpt
        llm model
        lm model
        chatbot chatbots bot dialogue conversational conversation assistant chat
        dataset datasets corpus corpora benchmark collection
        benchmark test evaluation evaluate exam
        size parameters billion
        net network nets networks
        net model
        finetune finetuning tuning tuned
        picture pictures image images visual vision photo
        speech spoken audio voice acoustic talk
        robot robots robotic embodied
        kid kids child children infant infants toddler baby
        grammar syntax syntactic grammatical
        noun verb pos syntactic
        truth true factual fact facts
        forget forgetting interference unlearn
        hallucination hallucinations hallucinate invent fabricate
        preference preferences reward rewards feedback rating ratings
        reinforcement rl reward
        guess predict prediction
        tongue language languages multilingual crosslingual
        memory remember recall memorize store
        search retrieval retrieve lookup
        gain improvement improve increase outperform boost
        speed speedup faster latency quick
        cheap cost efficient inexpensive
        teacher student distillation
        mind belief beliefs mental tom
        game games play player board
        wrong error errors mistake mistakes incorrect
        label labels labelled unlabelled annotation annotated tagged supervised
        job task tasks chore
        overview review survey
        arm robot manipulation
        doctor medical clinical
        maths math mathematical
        layer layers depth
        vector vectors embedding embeddings representation
        """);

    /// <summary>Stems of the other words in a stem's groups.</summary>
    public static IReadOnlyList<string> Of(string stem) => Groups.GetValueOrDefault(stem, []);

    private static Dictionary<string, string[]> Build(string lines)
    {
        Dictionary<string, HashSet<string>> related = new(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] stems = [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(EnglishStemmer.Stem).Distinct()];
            foreach (var stem in stems)
            {
                related.TryAdd(stem, new HashSet<string>(StringComparer.Ordinal));
                related[stem].UnionWith(stems.Where(s => s != stem));
            }
        }

        return related.ToDictionary(r => r.Key, r => r.Value.ToArray(), StringComparer.Ordinal);
    }
}
