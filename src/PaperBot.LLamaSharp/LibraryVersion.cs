using System.Reflection;

namespace PaperBot.LLamaSharp;

/// <summary>LLamaSharp's version; its assembly does not tell, so the build writes it down.</summary>
internal static class LibraryVersion
{
    /// <summary>Of the packages: <c>0.27.0</c>.</summary>
    public static string Packages { get; } = typeof(LibraryVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "LLamaSharpVersion").Value!;
}
