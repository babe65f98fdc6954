using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>A model that a host is to serve.</summary>
/// <param name="Prepare">
/// What the host needs to load it: plain data, sent to it as JSON. It may look at the file first, and throws a
/// <see cref="ModelServiceException"/> when the host could not use it.
/// </param>
/// <param name="Program">How a host's process is made.</param>
/// <param name="Preliminary">What the file's own header says, until the host has loaded it.</param>
internal sealed record HostedModelOptions(Func<CancellationToken, Task<object>> Prepare, HostProgram Program, ServedModel Preliminary)
{
    /// <summary>Time between a host's end and its next start; it doubles with each end.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A host that tells nothing for so long while it loads hangs.</summary>
    public TimeSpan QuietLoading { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A text that says of no deadline of its own may take so long.</summary>
    public TimeSpan LongestText { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A host that is so late beyond a text's deadline hangs.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(15);
}
