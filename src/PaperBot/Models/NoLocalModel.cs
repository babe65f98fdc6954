using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.LocalModels.Catalogue;

namespace PaperBot.Models;

/// <summary>A program without the libraries that run a model: says what is missing first.</summary>
internal sealed class NoLocalModel(IOptions<ModelOptions> options, ModelStore store) : ILocalModelSource
{
    public IChatClient? Chat => null;

    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings => null;

    public string? WhyNoChat => MissingFile(options.Value.File, store)
        ?? "There is nothing here that runs a local model: set Endpoint:Address to a server that does.";

    /// <summary>Why a file that is set cannot be used, as far as that is known without reading it; null when it may be used.</summary>
    /// <param name="set">As set in <c>Model:File</c> or <c>Model:EmbeddingFile</c>.</param>
    /// <param name="store">Where it is looked for.</param>
    public static string? MissingFile(string set, ModelStore store)
    {
        if (set.Length == 0)
        {
            return "No local model is chosen: fetch one, as `paperbot model list` shows them, and set Model:File to its name.";
        }

        ModelFile? found;
        try
        {
            found = store.Find(set);
        }
        catch (ModelCatalogueException unreadable)
        {
            return unreadable.Message;
        }

        return found switch
        {
            null => $"Model:File is “{set}”, which is neither a name of `paperbot model list` nor a GGUF file.",
            { State: FileState.Absent, Known: { } known } => $"The model {known.Name} is not there yet: fetch it with `paperbot model pull {known.Name}`.",
            { State: FileState.Absent } file => $"The model file {file.Path} does not exist.",
            { State: FileState.Partial } file => $"The model {file.Name} is there in part only: `paperbot model pull {file.Name}` fetches the rest.",
            { State: FileState.Wrong } file => file.Problem,
            _ => null,
        };
    }
}
