using System.Globalization;
using System.Text;
using PaperBot.Grounding;

namespace PaperBot.Tests.Grounding;

/// <summary>Counts what the verifier believed and caught.</summary>
internal sealed class CalibrationTally
{
    private readonly SortedDictionary<CorruptionKind, (int Caught, int Made)> spoilt = [];
    private readonly StringBuilder slips = new();

    public int Honest { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Spoilt sentences counted, of every kind.</summary>
    public int Made => spoilt.Sum(s => s.Value.Made);

    public double FalseAlarms => (double)Refused / Honest;

    public void CountHonest(string sentence, Verdict verdict)
    {
        Honest++;
        if (!verdict.IsSupported)
        {
            Refused++;
            slips.AppendLine(CultureInfo.InvariantCulture,
                $"refused  {verdict.Refusal} ({verdict.Overlap:0.00}) {sentence} :: {verdict.Detail}");
        }
    }

    public void CountSpoilt(Corruption corruption, Verdict verdict)
    {
        var (caught, made) = spoilt.GetValueOrDefault(corruption.Kind);
        spoilt[corruption.Kind] = (caught + (verdict.IsSupported ? 0 : 1), made + 1);
        if (verdict.IsSupported)
        {
            slips.AppendLine(CultureInfo.InvariantCulture,
                $"believed {corruption.Kind} {corruption.Text} :: {corruption.Change}");
        }
    }

    /// <summary>Share caught of the kinds together, 0 to 1; 1 where none was made.</summary>
    public double Caught(params CorruptionKind[] kinds) => kinds.Sum(k => spoilt.GetValueOrDefault(k).Made) == 0 ? 1
        : (double)kinds.Sum(k => spoilt.GetValueOrDefault(k).Caught) / kinds.Sum(k => spoilt.GetValueOrDefault(k).Made);

    /// <summary>The table, one kind a line, without the sentences.</summary>
    public string Table() => string.Join('\n', spoilt
        .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key,-14} caught {s.Value.Caught} of {s.Value.Made}"))
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"honest         refused {Refused} of {Honest}"))
        .Skip(Honest == 0 ? 1 : 0));

    /// <summary>Every sentence that was misjudged, one a line.</summary>
    public string Slips() => slips.ToString();
}
