using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PaperBot.LocalModels.Catalogue;

/// <summary>A list of models cannot be used; the message names the file, what is wrong and what to do.</summary>
internal sealed class ModelCatalogueException(string message) : Exception(message);

/// <summary>The models that can be fetched by name: those that came with the program, and a user's own.</summary>
/// <param name="Hub">Where the shipped addresses lead; a mirror takes the place of this address.</param>
/// <param name="Models">In the order of the files, the user's own last.</param>
internal sealed partial record ModelCatalogue(Uri Hub, IReadOnlyList<KnownModel> Models)
{
    /// <summary>Name of the files.</summary>
    public const string FileName = "models.json";

    /// <summary>Reads the shipped file and, where there is one, the user's own; an entry of the latter replaces one of its name.</summary>
    /// <exception cref="ModelCatalogueException">One of them cannot be read, or an entry is wrong.</exception>
    public static ModelCatalogue Read(string shipped, string own)
    {
        var first = ReadFile(shipped);
        var hub = first.Hub ?? throw new ModelCatalogueException($"{shipped} does not say where its addresses lead: set “hub”.");
        if (!File.Exists(own))
        {
            return new ModelCatalogue(hub, first.Models);
        }

        var second = ReadFile(own).Models;
        var replaced = second.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        List<KnownModel> all = [.. first.Models.Where(m => !replaced.Contains(m.Name)), .. second];
        RequireDifferentFiles(all, own);
        return new ModelCatalogue(hub, all);
    }

    /// <summary>The model of a name; null when there is none.</summary>
    public KnownModel? Find(string name) => Models.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

    private static CatalogueFile ReadFile(string file)
    {
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllText(file), CatalogueShapes.Default.CatalogueFile)
                ?? throw new ModelCatalogueException($"{file} holds nothing; it needs a list “models”.");
            foreach (var model in read.Models)
            {
                Require(model, file);
            }

            RequireDifferentFiles(read.Models, file);
            return read with { Models = [.. read.Models.Select(m => m with { Sha256 = m.Sha256?.ToLowerInvariant() })] };
        }
        catch (JsonException wrong)
        {
            // What the reader says of types and line breaks is for programmers; path and line are for everybody.
            throw new ModelCatalogueException(
                $"{file} cannot be read at {wrong.Path ?? "$"} (line {(wrong.LineNumber ?? 0) + 1}): it must be a list “models” of entries with name, "
                + "title, kind (chat or embedding), licence, parameters, contextTokens, file and address, and no other keys than the shipped file has.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ModelCatalogueException($"The list of models {file} cannot be read: {refused.Message}");
        }
    }

    private static void Require(KnownModel model, string file)
    {
        var wrong = !NamePattern().IsMatch(model.Name) ? "its name must be lower-case letters, digits, dots and dashes"
            : !ModelFileName.IsOne(model.File) ? "its file must be a name that ends with .gguf, without a folder"
            : !model.Address.IsAbsoluteUri || model.Address.Scheme is not ("https" or "http") ? "its address must be http or https"
            : model.SizeBytes < 1024 ? "its sizeBytes must be the file's size, or null"
            : model.Sha256 is { } hash && !HashPattern().IsMatch(hash) ? "its sha256 must be 64 hexadecimal digits, or null"
            : model.Parameters < 1 ? "its parameters must be the number of its weights"
            : model.ContextTokens < 1 ? "its contextTokens must be at least 1"
            : model.BytesPerToken < 0 || model.WorkBytes < 0 ? "its bytesPerToken and workBytes must not be below 0"
            : null;
        if (wrong is not null)
        {
            throw new ModelCatalogueException($"The model “{model.Name}” in {file} is wrong: {wrong}.");
        }
    }

    private static void RequireDifferentFiles(IReadOnlyList<KnownModel> models, string file)
    {
        if (models.GroupBy(m => m.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ModelCatalogueException($"The model “{twice.Key}” stands twice in {file}.");
        }

        if (models.GroupBy(m => m.File, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } shared)
        {
            throw new ModelCatalogueException(
                $"The models {string.Join(" and ", shared.Select(m => m.Name))} have the same file {shared.Key}; rename that of one in {file}.");
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,63}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[0-9A-Fa-f]{64}$")]
    internal static partial Regex HashPattern();
}

/// <summary>A file of models as it stands on disk.</summary>
/// <param name="Models">Its entries.</param>
internal sealed record CatalogueFile(IReadOnlyList<KnownModel> Models)
{
    /// <summary>For whoever reads the file.</summary>
    public JsonElement? About { get; init; }

    /// <summary>Where its addresses lead; the shipped file has it.</summary>
    public Uri? Hub { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CatalogueFile))]
internal sealed partial class CatalogueShapes : JsonSerializerContext;
