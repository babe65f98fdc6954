using PaperBot.Retrieval;

namespace PaperBot.Grounding;

/// <summary>Names of another paper in place of the right ones.</summary>
internal static class NameLies
{
    /// <summary>One name replaced by a name of another source that the cited one does not hold.</summary>
    public static (string Text, string Change)? Wrong(string sentence, GroundingSource source, List<GroundingSource> others,
        Random random)
    {
        var read = CitationMarkers.Read(sentence);
        var plain = Tokens.Plain(read.Claim);
        var names = Names.In(Statement.Of(plain))
            .Where(n => source.Holds(n) && (!n.Opens || source.OwnNames.Contains(n.Joined)))
            .ToList();
        if (names.Count == 0 || others.Count == 0)
        {
            return null;
        }

        var chosen = names[random.Next(names.Count)];
        var theirs = NamesOf(others[random.Next(others.Count)]).Where(n => !source.HoldsSpelt(PaperNames.Join(n))).ToList();
        var at = plain.IndexOf(chosen.Printed, StringComparison.Ordinal);
        if (theirs.Count == 0 || at < 0)
        {
            return null;
        }

        var other = theirs[random.Next(theirs.Count)];
        var changed = string.Concat(plain.AsSpan(0, at), other, plain.AsSpan(at + chosen.Printed.Length));
        return (changed + sentence[NumberLies.MarkersAt(sentence, read.Claim)..], $"{chosen.Printed} → {other}");
    }

    private static List<string> NamesOf(GroundingSource source)
    {
        var head = PaperNames.HeadOf(source.Paper.Title);
        var coined = source.Statements.SelectMany(Names.In).Where(n => !n.Opens && n.Parts.Count == 1).Select(n => n.Printed);
        return [.. coined.Concat(head is null || head.Contains(' ', StringComparison.Ordinal) ? [] : [head]).Distinct()];
    }
}
