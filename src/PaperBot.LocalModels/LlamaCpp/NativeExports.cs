using System.Runtime.InteropServices;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Finds functions by name in libraries that are loaded, and remembers those it did not find.</summary>
/// <param name="libraries">Handles, looked through in this order.</param>
internal sealed class NativeExports(IReadOnlyList<nint> libraries)
{
    private readonly List<string> missing = [];

    /// <summary>Names that were looked for and not found.</summary>
    public IReadOnlyList<string> Missing => missing;

    /// <summary>The address of a function; 0 when no library has it.</summary>
    public nint Find(string name)
    {
        foreach (var library in libraries)
        {
            if (NativeLibrary.TryGetExport(library, name, out var address))
            {
                return address;
            }
        }

        missing.Add(name);
        return 0;
    }

    /// <summary>The address of a function that need not be there; 0 when it is not.</summary>
    public nint FindOptional(string name) =>
        libraries.Select(library => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0)
            .FirstOrDefault(address => address != 0);

    /// <exception cref="LlamaException">Something looked for was not there; all of it is named.</exception>
    public void Complete(string folder)
    {
        if (missing.Count > 0)
        {
            throw new LlamaException(
                $"The libraries in {folder} are not a llama.cpp this program knows: they lack {string.Join(", ", missing)}. "
                + "Run `paperbot model natives` for a set that fits.");
        }
    }
}
