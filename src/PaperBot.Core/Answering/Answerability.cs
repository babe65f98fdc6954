using System.Globalization;

namespace PaperBot.Answering;

/// <summary>
/// How likely the stored abstracts answer a question: a logistic model over <see cref="AnswerabilitySigns"/>. Its weights are
/// shipped
/// as a table that people can read; how they were learned and how far they can be trusted is told in docs/answerability.md.
/// </summary>
internal sealed class Answerability
{
    private const string BiasName = "bias";
    private const string ThresholdName = "answer from";

    private static readonly Lazy<Answerability> Shipped = new(() =>
    {
        using var reader = new StreamReader(typeof(Answerability).Assembly.GetManifestResourceStream("answerability.tsv")!);
        return Read(reader);
    });

    private readonly Dictionary<string, double> weights = new(StringComparer.Ordinal);

    private Answerability()
    {
    }

    /// <summary>The shipped weights, read on first use.</summary>
    public static Answerability Trained => Shipped.Value;

    /// <summary>The probability, 0 to 1, from which a question is answered.</summary>
    public double AnswerFrom => weights[ThresholdName];

    /// <summary>Reads lines of a sign's name, a tab and its weight; lines that begin with # are remarks.</summary>
    /// <exception cref="FormatException">A line has another form, or bias or threshold are missing; the message says
    /// which.</exception>
    public static Answerability Read(TextReader reader)
    {
        var read = new Answerability();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Split('\t') is not [var name, var written]
                || !double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
                || !read.weights.TryAdd(name, weight))
            {
                throw new FormatException(
                    $"The weights of answerability: '{line}' is no name, tab and number, or stands there twice.");
            }
        }

        return Array.Find([BiasName, ThresholdName], name => !read.weights.ContainsKey(name)) is { } missing
            ? throw new FormatException($"The weights of answerability: there is no '{missing}'.")
            : read;
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    /// <param name="weights">One a sign.</param>
    /// <param name="bias">What is added to their sum.</param>
    /// <param name="answerFrom">The probability, 0 to 1, from which a question is answered.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(IEnumerable<(string Name, double Weight)> weights, double bias, double answerFrom, TextWriter writer)
    {
        writer.Write("# Weights of the signs that the stored abstracts answer a question; written by train-answerability.\n");
        foreach (var (name, weight) in weights.Prepend((BiasName, bias)).Prepend((ThresholdName, answerFrom)))
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name}\t{weight:0.0000}\n"));
        }
    }

    /// <summary>The names of the signs that have a weight.</summary>
    public IEnumerable<string> Signs => weights.Keys.Except([BiasName, ThresholdName]);

    /// <summary>
    /// The probability, 0 to 1, that the abstracts answer. A sign without a weight says nothing, so that a new sign can be
    /// taught to a
    /// program that runs with the table of before.
    /// </summary>
    public double Probability(AnswerabilitySigns signs) =>
        1 / (1 + Math.Exp(-weights[BiasName] - signs.All.Sum(s => s.Value * weights.GetValueOrDefault(s.Name))));
}
