using System.Globalization;
using System.Text.RegularExpressions;

namespace PaperBot.Grounding;

/// <summary>A sentence apart from its markers.</summary>
/// <param name="Claim">What it says, the markers taken out.</param>
/// <param name="Numbers">The sources it cites, each once, in order; may hold numbers that no source has.</param>
internal sealed record MarkedSentence(string Claim, IReadOnlyList<int> Numbers);

/// <summary>Reads <c>[1]</c>, <c>[1, 2]</c>, <c>[1][3]</c>, <c>[1-3]</c>, <c>[^1]</c> and <c>[Source 2]</c>.</summary>
internal static partial class CitationMarkers
{
    // A range wider than any answer's list of sources is a year or an accident.
    private const int WidestRange = 20;

    /// <summary>Takes the markers out of a sentence; never fails.</summary>
    public static MarkedSentence Read(string sentence)
    {
        if (!sentence.AsSpan().ContainsAny('[', '【'))
        {
            return new MarkedSentence(sentence.Trim(), []);
        }

        List<int> numbers = [];
        var claim = Marker().Replace(sentence, match =>
        {
            foreach (Match item in Item().Matches(match.Value))
            {
                Append(numbers, item);
            }

            return "";
        });
        return new MarkedSentence(SpaceBeforeStop().Replace(claim, "$1").Trim(), [.. numbers.Distinct()]);
    }

    private static void Append(List<int> numbers, Match item)
    {
        // An overlong number cites no source; 0 never does.
        var first = NumberIn(item.Groups[1].ValueSpan);
        var last = item.Groups[2].Success ? NumberIn(item.Groups[2].ValueSpan) : first;
        if (last < first || last - first > WidestRange)
        {
            numbers.AddRange([first, last]);
            return;
        }

        for (var number = first; number <= last; number++)
        {
            numbers.Add(number);
        }
    }

    private static int NumberIn(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number : 0;

    private const string One = @"\^?(?:[Ss]ources?\s*|S|#)?[0-9]+(?:\s*[-–]\s*[0-9]+)?";

    [GeneratedRegex(@"\s*[\[【]\s*" + One + @"(?:\s*[,;&]\s*(?:and\s+)?" + One + @")*\s*[\]】]")]
    private static partial Regex Marker();

    [GeneratedRegex(@"([0-9]+)(?:\s*[-–]\s*([0-9]+))?")]
    private static partial Regex Item();

    [GeneratedRegex(@"\s+([.,;:!?])")]
    private static partial Regex SpaceBeforeStop();
}
