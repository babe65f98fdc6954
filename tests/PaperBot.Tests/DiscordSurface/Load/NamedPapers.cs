using System.Text.Json;
using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Load;

/// <summary>
/// A large listing of invented papers, each with a name of its own and words that are shared as unevenly as words are: titles and
/// questions tell them apart as they do in a real corpus.
/// </summary>
internal static class NamedPapers
{
    // Names of papers come before it.
    private const int FirstWord = 500_000;

    private static readonly string[] Syllables =
        ["ka", "lo", "mu", "ri", "ten", "sa", "vel", "no", "pi", "dra", "shu", "ber", "ol", "qua", "fi", "gan"];

    /// <summary>The name of a paper below a million; an odd factor keeps neighbours from looking alike.</summary>
    public static string Name(int i)
    {
        var name = string.Concat(Enumerable.Range(0, 5).Select(place => Syllables[((i * 40503) >> (4 * place)) & 15]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    public static string Title(int i) => $"{Name(i)}: {Capital(Word(i, 1))} {Word(i, 2)} for {Word(i, 3)} {Word(i, 4)}";

    /// <summary>A question that a paper answers.</summary>
    public static string Question(int i) => (i % 4) switch
    {
        0 => $"what does {Name(i)} introduce?",
        1 => $"by how much do errors fall with {Name(i)}?",
        2 => $"how is {Word(i, 3)} {Word(i, 4)} watched with {Word(i, 1)} {Word(i, 2)}?",
        _ => $"which papers are about {Word(i, 2)} and {Word(i, 4)}?",
    };

    /// <summary>Imports so many into a data folder.</summary>
    public static async Task ImportAsync(TemporaryFolder data, int count)
    {
        var listing = data.File("papers.jsonl");
        await File.WriteAllLinesAsync(listing, Enumerable.Range(0, count).Select(Line), TestContext.Current.CancellationToken);
        var imported = await ProgramRun.Of(data, "import", listing);
        Assert.True(imported.Code == 0, imported.Error);
    }

    private static string Line(int i) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["title"] = Title(i),
        ["abstract"] =
            $"Keeping {Word(i, 3)} {Word(i, 4)} has often been difficult. In this paper, we introduce {Name(i)}, a way to watch "
            + $"{Word(i, 3)} {Word(i, 4)} with {Word(i, 1)} {Word(i, 2)}, which needs neither {Word(i, 5)} nor {Word(i, 6)}. "
            + $"{Name(i)} was tried on {20 + (i % 70)} {Word(i, 7)} over {2 + (i % 9)} seasons. "
            + $"Our measurements show that errors fall by {10 + (i % 80)}.{i % 10}% against {Word(i, 8)} {Word(i, 9)}.",
    });

    // Few words are common and most are rare: the place in the list grows with the third power of chance.
    private static string Word(int i, int place)
    {
        const int words = 4000;
        var number = (int)(Math.Pow(Mixed((i * 31) + place), 3) * words) + FirstWord;
        return Name(number).ToLowerInvariant() + (place % 2 == 0 ? "s" : "");
    }

    // 0 to 1, the same for the same number in every run.
    private static double Mixed(int number)
    {
        var x = ((ulong)number + 1) * 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x ^= x >> 27;
        return (x >> 11) / (double)(1UL << 53);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
