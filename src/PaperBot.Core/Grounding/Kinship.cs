using System.Collections.Concurrent;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>How close two words are, 0 to 1: the same, put differently, or nothing to do with one another.</summary>
internal static class Kinship
{
    private const double Spelling = 0.85;
    private const double Field = 0.6;

    // What the dictionary calls a synonym, a similar or derived word, and a step up or down.
    private static double Weigh(double closeness) => closeness >= 1 ? 0.9 : closeness >= 0.4 ? 0.6 : 0.5;

    private static readonly Dictionary<string, string[]> Phrased = Build("""
        person people participant volunteer user subject
        pupil student child children kid schoolchild
        phone handset smartphone mobile
        page notebook
        advantage edge benefit gain profit improvement help
        disappear vanish
        picture image photograph photo
        chart graph figure
        best top leading winner win
        favour favor prefer
        wrong false incorrect
        cut reduce lower drop decrease fall shrink
        raise increase rise grow climb gain
        cost price
        reject decline refuse
        hold contain include have cover
        output write produce generate
        run execute process
        say tell state report
        suffice enough sufficient
        handle cope
        message transmit
        matter depend influence affect impact correlate
        swap exchange replace substitute
        slow delay
        transfer carry generalise generalize
        understand comprehend
        learn train
        recover restore reconstruct rebuild
        forbid ban prohibit
        shape structure
        clip video footage recording
        client customer
        doctor physician clinician
        test evaluate assess examine
        detect find spot identify recognize
        answer respond reply
        ask query question
        """);

    private static readonly ConcurrentDictionary<string, Dictionary<string, double>> Related = new(StringComparer.Ordinal);

    /// <summary>1 for equal stems, 0 for strangers.</summary>
    public static double Between(string a, string b)
    {
        if (a == b)
        {
            return 1;
        }

        if (a.Length < 3 || b.Length < 3)
        {
            return 0;
        }

        return Math.Max(SpeltAlike(a, b) ? Spelling : 0, Math.Max(Of(a).GetValueOrDefault(b), Of(b).GetValueOrDefault(a)));
    }

    /// <summary>The closest of several stems.</summary>
    public static double Best(string stem, IEnumerable<string> others)
    {
        var best = 0.0;
        foreach (var other in others)
        {
            best = Math.Max(best, Between(stem, other));
            if (best >= 1)
            {
                break;
            }
        }

        return best;
    }

    // What a stemmer keeps apart: "irrigate" and "irrigation", "predict" and "prediction".
    private static bool SpeltAlike(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        if (shorter < 5 || a[0] != b[0])
        {
            return false;
        }

        var common = a.AsSpan().CommonPrefixLength(b);
        return common >= 5 && common >= 0.75 * Math.Max(a.Length, b.Length);
    }

    private static Dictionary<string, double> Of(string stem) => Related.GetOrAdd(stem, static key =>
    {
        Dictionary<string, double> related = new(StringComparer.Ordinal);
        foreach (var (other, closeness) in Thesaurus.English.Related(key))
        {
            related[other] = Weigh(closeness);
        }

        foreach (var other in FieldWords.Of(key).Concat(Phrased.GetValueOrDefault(key, [])))
        {
            related[other] = Math.Max(Field, related.GetValueOrDefault(other));
        }

        return related;
    });

    private static Dictionary<string, string[]> Build(string lines)
    {
        Dictionary<string, List<string>> groups = new(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n'))
        {
            string[] stems = [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(EnglishStemmer.Stem)];
            foreach (var stem in stems)
            {
                groups.TryAdd(stem, []);
                groups[stem].AddRange(stems.Where(s => s != stem));
            }
        }

        return groups.ToDictionary(g => g.Key, g => g.Value.ToArray(), StringComparer.Ordinal);
    }
}
