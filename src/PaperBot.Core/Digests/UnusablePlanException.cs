namespace PaperBot.Digests;

/// <summary>
/// A channel's kept plan cannot be read here: it may be of another computer, whose time zones this one does not know. The
/// message is for people and says what to do.
/// </summary>
/// <param name="plan">Which plan.</param>
/// <param name="wrong">What is wrong with it.</param>
internal sealed class UnusablePlanException(DigestPlan plan, FormatException wrong) : FormatException(
    $"The digest of “{plan.Channel}” does not come: {wrong.Message}. "
        + "Set it anew with `paperbot schedule --channel` or `/digest schedule`.",
    wrong);
