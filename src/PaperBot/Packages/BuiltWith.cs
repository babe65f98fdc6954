using System.Reflection;

namespace PaperBot.Packages;

/// <summary>Which libraries of others this program was built with.</summary>
/// <param name="HasPackages">True when LLamaSharp, Discord.Net and Semantic Kernel are in it.</param>
/// <param name="Packages">Their names and versions, whether they are in it or not.</param>
/// <param name="Outcome">What the scripts found out about the package feed, as a sentence; null when nobody has looked.</param>
internal sealed record BuiltWith(bool HasPackages, string Packages, string? Outcome)
{
    private const string NobodyLooked = "Nobody has looked whether the package feed has them: ./run --ecosystem does.";

    /// <summary>What this program was built with.</summary>
    public static BuiltWith ThisProgram { get; } = new(
#if ECOSYSTEM
        HasPackages: true,
#else
        HasPackages: false,
#endif
        Said("FeedPackages") ?? "",
        Said("FeedOutcome"));

    /// <summary>For <c>doctor</c>.</summary>
    public string Sentence => HasPackages
        ? $"{Packages} are built in, and run unless settings or this machine are against it. {Outcome}".TrimEnd()
        : $"The built-in halves run in place of {Packages}. {Outcome ?? NobodyLooked}";

    /// <summary>That a library which settings ask for is not there, and what to do.</summary>
    /// <param name="key">Of the setting.</param>
    /// <param name="library">Its value.</param>
    public string Lacks(string key, string library) =>
        $"Setting {key} is “{library}”, and this program was built without it. Set it to auto or builtin, "
        + "or build with ./run --ecosystem." + (Outcome is null ? "" : $" {Outcome}");

    private static string? Said(string key) => typeof(BuiltWith).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == key)?.Value is { Length: > 0 } said ? said : null;
}
