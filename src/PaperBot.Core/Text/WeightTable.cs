using System.Globalization;

namespace PaperBot.Text;

/// <summary>Learnt weights as a table that people can read: a line a feature, its name and its numbers with spaces between.</summary>
/// <typeparam name="TFeature">Names the features; its values count from 0.</typeparam>
internal static class WeightTable<TFeature>
    where TFeature : struct, Enum
{
    /// <summary>Reads each feature once, in any order; the numbers of feature i are in row i.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="columns">How many numbers a feature has.</param>
    /// <param name="name">What the table is called in messages.</param>
    /// <exception cref="FormatException">A line is something else, or a feature is missing; the message says which.</exception>
    public static double[][] Read(TextReader reader, int columns, string name)
    {
        var read = new double[]?[Enum.GetValues<TFeature>().Length];
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            var numbers = new double[columns];
            if (parts.Length != columns + 1 || !Enum.TryParse<TFeature>(parts[0], out var feature) || !Enum.IsDefined(feature)
                || read[PlaceOf(feature)] is not null || !AreNumbers(parts[1..], numbers))
            {
                throw new FormatException(
                    $"The weights of {name}: “{line}” is not a feature, named once, and {columns} number{(columns == 1 ? "" : "s")}.");
            }

            read[PlaceOf(feature)] = numbers;
        }

        var missing = Array.IndexOf(read, null);
        return missing < 0
            ? [.. read.Select(row => row!)]
            : throw new FormatException($"The weights of {name}: {Enum.GetValues<TFeature>()[missing]} has none.");
    }

    /// <summary>Writes what <see cref="Read"/> reads, to three digits after the point.</summary>
    public static void Write(TextWriter writer, Func<TFeature, double[]> numbers)
    {
        foreach (var feature in Enum.GetValues<TFeature>())
        {
            var written = numbers(feature).Select(n => n.ToString("0.###", CultureInfo.InvariantCulture));
            writer.Write($"{feature} {string.Join(' ', written)}\n");
        }
    }

    private static int PlaceOf(TFeature feature) => Convert.ToInt32(feature, CultureInfo.InvariantCulture);

    private static bool AreNumbers(string[] written, double[] numbers)
    {
        for (var i = 0; i < written.Length; i++)
        {
            if (!double.TryParse(written[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        return true;
    }
}
