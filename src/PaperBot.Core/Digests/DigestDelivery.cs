namespace PaperBot.Digests;

/// <summary>How far an attempt to deliver an edition came.</summary>
public enum DeliveryOutcome
{
    /// <summary>Every part stands in the channel.</summary>
    Complete,

    /// <summary>Another process is sending it.</summary>
    Elsewhere,

    /// <summary>The surface did not take a part; it is tried again.</summary>
    Refused,

    /// <summary>Whether a part stands cannot be told; it is not sent again before somebody looked.</summary>
    Unsure,

    /// <summary>Sending a part failed, perhaps after it arrived; the channel is asked before it is tried again.</summary>
    Failed,
}

/// <summary>What came of an attempt to deliver an edition.</summary>
/// <param name="Outcome">How far it came.</param>
/// <param name="Part">The part it stopped at, from 1; 0 when it is complete.</param>
/// <param name="Reason">Why it stopped, for an administrator; empty when it is complete.</param>
/// <param name="Cause">The failure behind it, for the log.</param>
internal sealed record DigestDelivery(DeliveryOutcome Outcome, int Part = 0, string Reason = "", Exception? Cause = null);
