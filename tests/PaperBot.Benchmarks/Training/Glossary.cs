namespace PaperBot.Benchmarks.Training;

/// <summary>How people who are no experts put what papers call by technical names.</summary>
internal static class Glossary
{
    /// <summary>
    /// Reads lines <c>term, term: plain phrase; plain phrase</c>; each becomes its terms as one text and then its phrases.
    /// </summary>
    /// <exception cref="FormatException">A line has another form; the message names file and line.</exception>
    public static List<string[]> ReadFile(string path)
    {
        List<string[]> lines = [];
        foreach (var line in File.ReadLines(path))
        {
            if (line.Split(": ", 2) is not [var terms, var phrases])
            {
                throw new FormatException($"{path}, line {lines.Count + 1}: not terms, a colon and plain phrases.");
            }

            lines.Add([terms, .. phrases.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
        }

        return lines;
    }
}
