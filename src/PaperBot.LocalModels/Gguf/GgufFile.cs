using System.Globalization;

namespace PaperBot.LocalModels.Gguf;

/// <summary>What the header of a GGUF file says. The weights are not read.</summary>
internal sealed record GgufFile
{
    /// <summary>Full path.</summary>
    public required string Path { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Of the format: 2 or 3.</summary>
    public required uint Version { get; init; }

    /// <summary>
    /// Single values as <see cref="string"/>, <see cref="long"/>, <see cref="ulong"/> (64 bits without a sign),
    /// <see cref="double"/> or <see cref="bool"/>; arrays as <see cref="GgufArray"/>.
    /// </summary>
    public required IReadOnlyDictionary<string, object> Metadata { get; init; }

    public required IReadOnlyList<GgufTensor> Tensors { get; init; }

    /// <summary>Where the weights begin.</summary>
    public required long DataOffset { get; init; }

    /// <summary>As llama.cpp names it: <c>qwen2</c>, <c>bert</c>; empty when the file does not say.</summary>
    public string Architecture => Metadata.GetValueOrDefault("general.architecture") as string ?? string.Empty;

    /// <summary>The name its maker gave it; null for none.</summary>
    public string? Name => Metadata.GetValueOrDefault("general.name") as string;

    public string? License => Metadata.GetValueOrDefault("general.license") as string;

    /// <summary>The Jinja text of its chat template; null for none.</summary>
    public string? ChatTemplate => Metadata.GetValueOrDefault("tokenizer.chat_template") as string;

    /// <summary>Number of weights.</summary>
    public long Parameters => Tensors.Sum(tensor => tensor.Elements);

    /// <summary>Size of all weights in bytes.</summary>
    public long WeightBytes => Tensors.Sum(tensor => tensor.Bytes);

    public int? Layers => Number("block_count");

    public int? Heads => Number("attention.head_count");

    /// <summary>Heads that have keys and values; as many as <see cref="Heads"/> when the file does not say.</summary>
    public int? KeyHeads => Number("attention.head_count_kv") ?? Heads;

    /// <summary>Length of a head's key; null when the file does not say.</summary>
    public int? KeyLength => Number("attention.key_length")
        ?? (EmbeddingLength is { } width && Heads is > 0 and { } heads ? width / heads : null);

    /// <summary>Length of a head's value; null when the file does not say.</summary>
    public int? ValueLength => Number("attention.value_length") ?? KeyLength;

    /// <summary>Tokens it was trained to see at once.</summary>
    public int? TrainedContext => Number("context_length");

    /// <summary>Numbers in a token's vector.</summary>
    public int? EmbeddingLength => Number("embedding_length");

    /// <summary>Number of tokens.</summary>
    public int? Vocabulary => Metadata.GetValueOrDefault("tokenizer.ggml.tokens") is GgufArray tokens ? (int)tokens.Count : null;

    /// <summary>How the weights are packed (<c>Q4_K_M</c>); by the largest share when the file does not say.</summary>
    public string Quantisation => GgufFileType.Name(Whole(Metadata.GetValueOrDefault("general.file_type")))
        ?? Tensors.GroupBy(tensor => tensor.Type.Name).MaxBy(group => group.Sum(tensor => tensor.Bytes))?.Key
        ?? "no weights";

    /// <summary>Number of files a model is split over; 1 for a whole one.</summary>
    public int Parts => (int)Math.Clamp(Whole(Metadata.GetValueOrDefault("split.count")) ?? 1, 1, int.MaxValue);

    /// <summary>A whole number of the architecture's; null when it is not there or is none.</summary>
    private int? Number(string key) =>
        Whole(Metadata.GetValueOrDefault($"{Architecture}.{key}")) is >= 0 and <= int.MaxValue and { } number
            ? (int)number
            : null;

    private static long? Whole(object? value) => value switch
    {
        long number => number,
        ulong number when number <= long.MaxValue => (long)number,

        // Some files have one number for each layer; the largest is what memory is reckoned by.
        GgufArray { Numbers: { Count: > 0 } numbers } => numbers.Max(),
        _ => null,
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Architecture} {Parameters / 1e9:0.##} B {Quantisation}");
}

/// <summary>An array of a header.</summary>
/// <param name="Count">Of values.</param>
/// <param name="Numbers">The values when they are few whole numbers; null else.</param>
internal sealed record GgufArray(long Count, IReadOnlyList<long>? Numbers);

/// <summary>A tensor as the header describes it.</summary>
/// <param name="Name">As llama.cpp looks for it.</param>
/// <param name="Shape">1 to 4 lengths, the length of a row first.</param>
/// <param name="Type">How it is packed.</param>
/// <param name="Offset">From where the weights begin.</param>
/// <param name="Elements">Product of the lengths.</param>
/// <param name="Bytes">Packed size.</param>
internal sealed record GgufTensor(
    string Name, IReadOnlyList<long> Shape, GgufTensorType Type, long Offset, long Elements, long Bytes);
