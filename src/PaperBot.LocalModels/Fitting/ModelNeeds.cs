using System.Globalization;

namespace PaperBot.LocalModels.Fitting;

/// <summary>What a model needs of a GPU's memory, reckoned from its file before it is loaded.</summary>
/// <param name="Layers">Without the output layer.</param>
/// <param name="LayerBytes">Weights of one layer; the output layer is taken to be as large, which it is about.</param>
/// <param name="LayerTokenBytes">What one layer keeps in memory of one token.</param>
internal sealed record ModelNeeds(int Layers, long LayerBytes, long LayerTokenBytes)
{
    // Keys and values are kept in half precision.
    private const int BytesPerNumber = 2;

    /// <summary>Reckons from the file's key-value pairs.</summary>
    /// <param name="metadata">Single values as text, by llama.cpp's key names.</param>
    /// <param name="bytes">Size of the file.</param>
    /// <returns>Null when the file does not say how many layers it has.</returns>
    public static ModelNeeds? Of(IReadOnlyDictionary<string, string> metadata, long bytes)
    {
        var architecture = metadata.GetValueOrDefault("general.architecture") ?? "";
        int? Number(string key) =>
            int.TryParse(metadata.GetValueOrDefault($"{architecture}.{key}"), CultureInfo.InvariantCulture, out var number)
            && number > 0
                ? number
                : null;
        if (Number("block_count") is not { } layers)
        {
            return null;
        }

        var width = Number("embedding_length") ?? 4096;
        var heads = Number("attention.head_count") ?? 32;

        // A list of numbers for each layer is no single value; then all heads are counted, which is never too few.
        var kept = Number("attention.head_count_kv") ?? heads;
        var key = Number("attention.key_length") ?? width / heads;
        var value = Number("attention.value_length") ?? width / heads;
        return new ModelNeeds(layers, bytes / (layers + 1), (long)kept * (key + value) * BytesPerNumber);
    }

    /// <summary>Bytes that so many layers take with a context.</summary>
    /// <param name="layers">0 to one more than the model has.</param>
    /// <param name="contextTokens">Tokens in memory.</param>
    public long Bytes(int layers, int contextTokens) =>
        (layers * LayerBytes) + (Math.Min(layers, Layers) * LayerTokenBytes * contextTokens);
}
