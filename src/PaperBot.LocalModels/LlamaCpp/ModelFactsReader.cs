using System.Collections.Frozen;
using System.Globalization;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Reads what a loaded model says of itself.</summary>
internal static unsafe class ModelFactsReader
{
    /// <summary>Architectures without memory that write no text: create_memory in src/llama-model.cpp.</summary>
    private static readonly FrozenSet<string> Encoders = FrozenSet.Create(
        StringComparer.Ordinal,
        "bert", "jina-bert-v2", "jina-bert-v3", "nomic-bert", "nomic-bert-moe", "neo-bert", "eurobert", "modern-bert",
        "gemma-embedding");

    public static ModelFacts Read(LlamaFunctions functions, nint model, nint vocabulary)
    {
        var metadata = Metadata(functions, model);
        var architecture = metadata.GetValueOrDefault("general.architecture", string.Empty);
        var template = functions.ModelTemplate(model, null);
        var endsWithSeparator = functions.AddsSeparator(vocabulary) != 0;
        var end = endsWithSeparator ? functions.Separator(vocabulary) : functions.End(vocabulary);
        return new ModelFacts
        {
            Description = NativeText.Read((buffer, size) => functions.ModelDescription(model, buffer, size)) ?? architecture,
            Architecture = architecture,
            Parameters = (long)functions.ModelParameters(model),
            Bytes = (long)functions.ModelSize(model),
            TrainedContext = functions.ModelTrainedContext(model),
            EmbeddingLength = functions.ModelEmbedding(model),
            Layers = functions.ModelLayers(model),
            Vocabulary = functions.VocabularySize(vocabulary),
            Beginning = Token(functions.Beginning(vocabulary)),
            End = Token(end),
            AddsBeginning = functions.AddsBeginning(vocabulary) != 0 && functions.Beginning(vocabulary) >= 0,
            AddsEnd = (endsWithSeparator || functions.AddsEnd(vocabulary) != 0) && end >= 0,
            EmbedsOnly = Encoders.Contains(architecture),
            Recurrent = functions.ModelIsRecurrent(model) != 0 || functions.ModelIsHybrid(model) != 0,
            Window = functions.ModelWindow(model),
            Pooling = PoolingOf(metadata.GetValueOrDefault($"{architecture}.pooling_type")),
            ChatTemplate = template is null ? null : NativeText.Read(template),
            Metadata = metadata,
        };
    }

    private static Dictionary<string, string> Metadata(LlamaFunctions functions, nint model)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < functions.MetadataCount(model); index++)
        {
            var at = index;
            var key = NativeText.Read((buffer, size) => functions.MetadataKey(model, at, buffer, size));
            var value = NativeText.Read((buffer, size) => functions.MetadataValue(model, at, buffer, size));
            if (key is not null && value is not null)
            {
                metadata[key] = value;
            }
        }

        return metadata;
    }

    private static int? Token(int token) => token < 0 ? null : token;

    /// <summary><c>llama_pooling_type</c>, as the file has it.</summary>
    private static Pooling PoolingOf(string? value) =>
        int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number switch
            {
                1 => Pooling.Mean,
                2 => Pooling.First,
                3 => Pooling.Last,
                4 => Pooling.Rank,
                _ => Pooling.None,
            }
            : Pooling.None;
}
