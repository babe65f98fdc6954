namespace PaperBot.Retrieval;

/// <summary>Arithmetic of scores that several views give the same papers.</summary>
internal static class Views
{
    /// <summary>The standard deviation; 0 for none.</summary>
    public static double Spread(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return 0;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count);
    }

    /// <summary>Pearson's correlation, -1 to 1; 0 where one of the two is the same everywhere.</summary>
    public static double Correlation(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var spread = Spread(first) * Spread(second);
        if (spread < 1e-12)
        {
            return 0;
        }

        var (mean, other) = (first.Average(), second.Average());
        return first.Zip(second, (a, b) => (a - mean) * (b - other)).Average() / spread;
    }
}
