using System.Text.RegularExpressions;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Natives;

/// <summary>The libraries of one build of llama.cpp, as they lie in a folder.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Base">Full path of libggml-base.</param>
/// <param name="Ggml">Full path of libggml.</param>
/// <param name="Llama">Full path of libllama.</param>
internal sealed partial record NativeSet(string Folder, string Base, string Ggml, string Llama)
{
    /// <summary>In the order they have to be loaded: each needs those before.</summary>
    public IReadOnlyList<string> InOrder => [Base, Ggml, Llama];

    /// <summary>Every file that will be loaded, or looked at by loading it: the set and all that may compute.</summary>
    public IReadOnlyList<string> Loaded =>
    [
        .. InOrder,
        .. Directory.GetFiles(Folder).Where(file => BackendName().IsMatch(Path.GetFileName(file))).Except(InOrder)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Finds the set of a folder.</summary>
    /// <exception cref="LlamaException">The folder is not there, or a library is missing or there twice.</exception>
    public static NativeSet In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new LlamaException(
                $"There is no folder {folder} with llama.cpp's libraries. Run `paperbot model natives` to get them.");
        }

        var files = Directory.GetFiles(folder);
        return new NativeSet(folder, One(folder, files, "ggml-base"), One(folder, files, "ggml"), One(folder, files, "llama"));
    }

    private static string One(string folder, string[] files, string library)
    {
        // Builds leave links beside a library (libllama.so to libllama.so.0 to libllama.so.0.5.0): these are one.
        var found = files
            .Where(file => LibraryName().Match(Path.GetFileName(file)).Groups["name"].Value == library)
            .GroupBy(
                file => new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file, StringComparer.Ordinal)
            .ToList();
        return found.Count switch
        {
            1 => found[0].OrderBy(file => file.Length).ThenBy(file => file, StringComparer.Ordinal).First(),
            0 => throw new LlamaException(
                $"The folder {folder} has no lib{library}, so it is no llama.cpp. Run `paperbot model natives` to get one."),
            _ => throw new LlamaException(
                $"The folder {folder} has lib{library} more than once "
                + $"({string.Join(", ", found.Select(group => Path.GetFileName(group.Key)))}): "
                + "sets of different versions must not lie together. Keep one."),
        };
    }

    /// <summary>libllama.so, libllama.v0.5.0.so, libllama.cuda.v0.5.0.so, libllama.so.0, llama.dll, libllama.dylib.</summary>
    [GeneratedRegex(@"^(?:lib)?(?<name>ggml-base|ggml|llama)(?:\.cuda|\.vulkan)?(?:\.v?\d+)*\.(?:so(?:\.\d+)*|dll|dylib)$")]
    private static partial Regex LibraryName();

    /// <summary>libggml-cpu-haswell.so, libggml-cuda.so: ggml loads every library named so, to see which fits best.</summary>
    [GeneratedRegex(@"^(?:lib)?ggml-.*\.(?:so|dll|dylib)$")]
    private static partial Regex BackendName();
}
