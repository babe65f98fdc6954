using System.Globalization;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>A listing of as many papers as are wanted, all about tides, each with a long name and a figure of its own.</summary>
internal static class ManyPapers
{
    private static readonly string[] Names =
        ["Windlass", "Saltmarsh", "Breakwater", "Fairlead", "Halyard", "Pilothouse", "Quayside", "Undertow"];

    public static string Of(int count) => string.Concat(Enumerable.Range(0, count).Select(One));

    private static string One(int i)
    {
        var again = i < Names.Length ? "" : (i / Names.Length + 1).ToString(CultureInfo.InvariantCulture);
        var name = Names[i % Names.Length] + again;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {name}: Forecasting Tides from Harbour Records of Region {i + 1}
            {Abstract(name, i)}

            """);
    }

    private static string Abstract(string name, int i) => string.Create(
        CultureInfo.InvariantCulture,
        $"Harbours keep records of tides for ships that come and go. {name} forecasts tides of region {i + 1} from {i + 20} years "
        + $"of harbour records and errs by {i + 3} centimetres in autumn storms. Pilots were asked. Ice is not modelled.");
}
