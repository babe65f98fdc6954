namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>What survives a connection: enough to go on where it broke off.</summary>
internal sealed class GatewaySession
{
    /// <summary>Null before the first session, and after one that cannot be taken up again.</summary>
    public string? Id { get; private set; }

    /// <summary>Where it is taken up again.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Which events were seen.</summary>
    public SequenceWindow Sequence { get; } = new();

    /// <summary>A session has begun.</summary>
    public void Begin(string id, Uri? address) => (Id, Address) = (id, address);

    /// <summary>There is nothing to take up again.</summary>
    public void Forget()
    {
        (Id, Address) = (null, null);
        Sequence.Clear();
    }
}
