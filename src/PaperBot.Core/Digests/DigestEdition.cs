using System.Globalization;

namespace PaperBot.Digests;

/// <summary>One digest: a channel has at most one a day.</summary>
/// <param name="Channel">The surface's own name for the place; not empty.</param>
/// <param name="Date">The local day in the configured zone.</param>
public sealed record DigestEdition(string Channel, DateOnly Date)
{
    /// <summary>
    /// The idempotency key, as in <c>2026-11-20/console</c>: visible ASCII without spaces; other characters of the channel's
    /// name are percent-encoded.
    /// </summary>
    public string Key => $"{Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{Uri.EscapeDataString(Channel)}";
}
