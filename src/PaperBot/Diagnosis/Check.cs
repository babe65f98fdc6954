using PaperBot.DiscordSurface.Setup;

namespace PaperBot.Diagnosis;

/// <summary>How a check came out.</summary>
internal enum CheckStatus
{
    Ok,

    /// <summary>It works, but a person may want to know.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Problem,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">One or two words.</param>
/// <param name="Status">How it came out.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Fix">What to do, or null when there is nothing to do.</param>
internal sealed record Check(string Name, CheckStatus Status, string Detail, string? Fix = null)
{
    /// <summary>A finding about Discord as a check.</summary>
    public static Check Of(SetupFinding finding) => new(
        finding.What,
        finding.Level switch
        {
            FindingLevel.Fine => CheckStatus.Ok,
            FindingLevel.Warning => CheckStatus.Warning,
            _ => CheckStatus.Problem,
        },
        finding.Detail,
        finding.Fix.Length > 0 ? finding.Fix : null);
}
