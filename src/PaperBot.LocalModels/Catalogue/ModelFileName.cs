namespace PaperBot.LocalModels.Catalogue;

/// <summary>Names of model files.</summary>
internal static class ModelFileName
{
    /// <summary>What a model's file begins with: the magic of GGUF (its specification, section File Structure).</summary>
    public static ReadOnlySpan<byte> Magic => "GGUF"u8;

    /// <summary>True for the name of a GGUF file without any folder, such that it can stand in the folder of models everywhere.</summary>
    public static bool IsOne(string name) =>
        name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) && name.Length is > 5 and <= 200 && name[0] != '.'
        && !name.Any(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal));
}
