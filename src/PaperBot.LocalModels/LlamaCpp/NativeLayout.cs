using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// Whether a library's structures are those of <see cref="NativeModelParams"/> and <see cref="NativeContextParams"/>. llama.cpp
/// changes them between versions without a word, and with another layout a number would be taken for an address. It is asked
/// for its defaults twice, into memory filled in two ways: what differs afterwards it did not write, so its size shows; and
/// the defaults have to lie where they are expected.
/// </summary>
internal static unsafe partial class NativeLayout
{
    private const int Room = 4096;

    /// <exception cref="LlamaException">The library is of another version; the sentence says what does not fit.</exception>
    public static void Check(LlamaFunctions functions, string version, string folder)
    {
        if (!KnownVersion().IsMatch(version))
        {
            throw Unfit(folder, $"it calls itself version {version}, and 0.4 and 0.5 are known");
        }

        // Elsewhere such a structure comes back in another way; there the version has to be enough.
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            var model = Defaults<NativeModelParams>(
                (delegate* unmanaged[Cdecl]<byte*, byte*>)functions.ModelDefaults, "llama_model_params", folder);
            var context = Defaults<NativeContextParams>(
                (delegate* unmanaged[Cdecl]<byte*, byte*>)functions.ContextDefaults, "llama_context_params", folder);
            CheckValues(model, context, folder);
        }
    }

    /// <summary>Compares what the two fillings became with the fields of a structure.</summary>
    /// <param name="zeros">Filled with 0x00 before.</param>
    /// <param name="ones">Filled with 0xAA before.</param>
    /// <param name="structure">Whose fields.</param>
    /// <returns>What does not fit; null when all does.</returns>
    public static string? Difference(ReadOnlySpan<byte> zeros, ReadOnlySpan<byte> ones, Type structure)
    {
        var fields = structure.GetFields(BindingFlags.Instance | BindingFlags.Public);
        foreach (var field in fields)
        {
            var at = (int)Marshal.OffsetOf(structure, field.Name);
            var size = Marshal.SizeOf(field.FieldType);
            if (!zeros.Slice(at, size).SequenceEqual(ones.Slice(at, size)))
            {
                return $"it does not write {field.Name} at byte {at}, so it is smaller";
            }
        }

        var length = Marshal.SizeOf(structure);
        for (var at = length; at < zeros.Length; at++)
        {
            if (zeros[at] == ones[at])
            {
                return $"it writes byte {at}, beyond the {length} that are known, so it is larger";
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a library's structures are as large as those they are read into, for bindings whose structures are others'.
    /// Elsewhere than on x64 it is taken to be so.
    /// </summary>
    /// <param name="functions">Of the library.</param>
    /// <param name="model">Bytes of <c>llama_model_params</c>.</param>
    /// <param name="context">Bytes of <c>llama_context_params</c>.</param>
    public static bool HasSizes(LlamaFunctions functions, int model, int context) =>
        RuntimeInformation.ProcessArchitecture != Architecture.X64
        || (Written((delegate* unmanaged[Cdecl]<byte*, byte*>)functions.ModelDefaults) == model
            && Written((delegate* unmanaged[Cdecl]<byte*, byte*>)functions.ContextDefaults) == context);

    // Both are aligned to 8 bytes, and what fills them up need not be written.
    private static int Written(delegate* unmanaged[Cdecl]<byte*, byte*> ask)
    {
        var (zeros, ones) = Fillings(ask);
        var last = Enumerable.Range(0, Room).LastOrDefault(at => zeros[at] == ones[at]);
        return (last / 8 * 8) + 8;
    }

    private static T Defaults<T>(delegate* unmanaged[Cdecl]<byte*, byte*> ask, string name, string folder)
        where T : unmanaged
    {
        var (zeros, ones) = Fillings(ask);
        return Difference(zeros, ones, typeof(T)) is { } difference
            ? throw Unfit(folder, $"its {name} differs: {difference}")
            : MemoryMarshal.Read<T>(zeros);
    }

    private static (byte[] Zeros, byte[] Ones) Fillings(delegate* unmanaged[Cdecl]<byte*, byte*> ask)
    {
        // A caller hands over where a large structure goes, as a first argument that the declaration does not show.
        var zeros = new byte[Room];
        var ones = new byte[Room];
        Array.Fill(ones, (byte)0xAA);
        fixed (byte* first = zeros)
        fixed (byte* second = ones)
        {
            ask(first);
            ask(second);
        }

        return (zeros, ones);
    }

    private static void CheckValues(NativeModelParams model, NativeContextParams context, string folder)
    {
        // The defaults of v0.4 and v0.5, where a number elsewhere would show.
        (string Name, bool Fits)[] values =
        [
            ("devices", model is { Devices: 0, BufferOverrides: 0, TensorSplit: 0, MetadataOverrides: 0, MainGpu: 0 }),
            ("n_gpu_layers", model.GpuLayers is -1 or (>= 0 and <= 999)),
            ("split_mode", model.SplitMode == 1),
            ("load_mode", model.LoadMode is >= -1 and <= 4),
            ("progress_callback", model is { ProgressCallback: 0, ProgressData: 0 }),
            ("vocab_only", model is { VocabularyOnly: 0, CheckTensors: 0, UseExtraBuffers: 1 }),
            ("n_ctx", context.Context == 512),
            ("n_batch", context.Batch == 2048),
            ("n_ubatch", context.MicroBatch == 512),
            ("n_seq_max", context.Sequences == 1),
            ("n_threads", context.Threads is > 0 and <= 512 && context.BatchThreads is > 0 and <= 512),
            ("rope_scaling_type", context is { RopeScaling: -1, Pooling: -1, Attention: -1 }),
            ("yarn_ext_factor", context is { RopeBase: 0, RopeScale: 0, YarnExtension: -1 }),
            ("cb_eval", context is { EvalCallback: 0, EvalData: 0, AbortCallback: 0, AbortData: 0 }),
            ("type_k", context is { KeyType: 1, ValueType: 1 }),
            ("embeddings", context is { Embeddings: 0, OffloadKqv: 1, OffloadOperations: 1, UnifiedMemory: 0 }),
            ("samplers", context is { Samplers: 0, SamplerCount: 0, OtherContext: 0 }),
        ];
        if (values.FirstOrDefault(value => !value.Fits).Name is { } wrong)
        {
            throw Unfit(folder, $"its default for {wrong} is not where it should be");
        }
    }

    private static LlamaException Unfit(string folder, string why) =>
        new($"The llama.cpp in {folder} is not one this program knows: {why}. Run `paperbot model natives` for one that fits.");

    [GeneratedRegex(@"^v?0\.[45](?:\.|-|$)")]
    private static partial Regex KnownVersion();
}
