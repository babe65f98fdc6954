namespace PaperBot.Digests;

/// <summary>Keeps what channels want otherwise than the settings say. Writes are atomic.</summary>
public interface IDigestPlanStore
{
    /// <summary>Every channel that wants something, in the order in which they first did.</summary>
    Task<IReadOnlyList<DigestOverrides>> AllAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Changes what a channel wants, by what it wanted before, or by an empty record; nobody else changes it meanwhile.
    /// </summary>
    /// <param name="channel">Which channel.</param>
    /// <param name="change">Pure. What it throws comes out of here, and nothing is kept.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <returns>What was kept.</returns>
    Task<DigestOverrides> ChangeAsync(
        string channel, Func<DigestOverrides, DigestOverrides> change, CancellationToken cancellationToken);

    /// <summary>Forgets a channel's wishes; it goes by the settings again.</summary>
    /// <returns>False when it had none.</returns>
    Task<bool> RemoveAsync(string channel, CancellationToken cancellationToken);
}
