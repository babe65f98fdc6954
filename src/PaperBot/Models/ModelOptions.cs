using System.ComponentModel.DataAnnotations;

namespace PaperBot.Models;

/// <summary>Who may write answers.</summary>
internal enum EngineChoice
{
    /// <summary>The endpoint that is set, else the local model, else the abstracts' own words, and in this order when one fails.</summary>
    Auto,

    /// <summary>Nobody: answers are the abstracts' own words.</summary>
    Extractive,

    /// <summary>The local model alone.</summary>
    Local,

    /// <summary>The endpoint alone.</summary>
    OpenAI,
}

/// <summary>What may compute local models.</summary>
internal enum RuntimeChoice
{
    /// <summary>LLamaSharp where it was built in and works on this machine, else the project's own bindings of llama.cpp.</summary>
    Auto,

    /// <summary>The project's own.</summary>
    BuiltIn,

    /// <summary>LLamaSharp and nothing else.</summary>
    LLamaSharp,
}

/// <summary>Settings section <c>Model</c>: who writes, and with which files.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Model";

    /// <summary>Most tokens of context that a setting may ask for.</summary>
    public const int MostContext = 1_048_576;

    /// <summary>Who may write answers.</summary>
    public EngineChoice Engine { get; set; } = EngineChoice.Auto;

    /// <summary>What computes local models.</summary>
    public RuntimeChoice Runtime { get; set; } = RuntimeChoice.Auto;

    /// <summary>The local model that writes: a name of <c>model list</c>, or a GGUF file; empty for none.</summary>
    public string File { get; set; } = "";

    /// <summary>The local model that makes vectors, named in the same way; empty for none.</summary>
    public string EmbeddingFile { get; set; } = "";

    /// <summary>
    /// Put before a question that is embedded: <c>none</c> for nothing, empty for what is known of the model, which is nothing for
    /// most.
    /// </summary>
    public string EmbeddingQueryPrefix { get; set; } = "";

    /// <summary>Put before a text of a paper that is embedded; likewise. Another one makes all vectors anew.</summary>
    public string EmbeddingDocumentPrefix { get; set; } = "";

    /// <summary>Tokens that one prompt and its answer may have together.</summary>
    [Range(512, MostContext)]
    public int ContextTokens { get; set; } = 4096;

    /// <summary>Layers on the GPU: <c>auto</c> for what fits, or a number.</summary>
    [RegularExpression("(?i:auto)|[0-9]{1,4}", ErrorMessage = "auto, or a number from 0 to 9999")]
    public string GpuLayers { get; set; } = "auto";

    /// <summary>Threads that compute on the CPU; 0 for one a free core.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>Answers that are written at the same time.</summary>
    [Range(1, 32)]
    public int Parallel { get; set; } = 4;

    /// <summary>Family of chat templates, for a model whose own template is not known; empty to recognise it.</summary>
    public string ChatTemplate { get; set; } = "";

    /// <summary>Folder of llama.cpp's libraries; empty for those of <c>model natives</c>.</summary>
    public string Natives { get; set; } = "";

    /// <summary>Folder of model files; empty for <c>models/</c> in a checkout, else <c>models/</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Address that takes the place of the hub's when models are fetched; empty for the hub itself.</summary>
    public string Mirror { get; set; } = "";

    /// <summary>
    /// Proxy through which models are fetched, <c>none</c> for none, empty for what the environment says. With a name and a password it
    /// belongs in the environment.
    /// </summary>
    public string Proxy { get; set; } = "";

    /// <summary>Layers on the GPU as a number; null for what fits.</summary>
    public int? GpuLayersNumber() =>
        int.TryParse(GpuLayers, System.Globalization.CultureInfo.InvariantCulture, out var layers) ? layers : null;
}
