namespace PaperBot.Surfaces;

/// <summary>What looking for an own post found.</summary>
public abstract record PostSearch
{
    private PostSearch()
    {
    }

    /// <summary>The post stands.</summary>
    public sealed record Found(SentMessage Message) : PostSearch;

    /// <summary>The channel was read back past the moment asked for, and the post surely does not stand there.</summary>
    public sealed record Absent : PostSearch;

    /// <summary>It cannot be told: the channel's history may not be read, or was not read to its end.</summary>
    /// <param name="Reason">Why, in a sentence for an administrator.</param>
    public sealed record Unknown(string Reason) : PostSearch;
}
