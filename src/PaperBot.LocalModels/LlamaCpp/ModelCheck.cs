using PaperBot.LocalModels.Gguf;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Refuses models that cannot be worked with.</summary>
internal static unsafe class ModelCheck
{
    /// <summary>Keeps missing and damaged files from llama.cpp, which ends the process on some of them.</summary>
    /// <exception cref="LlamaException">It is not there, or damaged; the sentence names it.</exception>
    public static void Throw(string path)
    {
        if (!File.Exists(path))
        {
            throw new LlamaException($"There is no model file {path}.");
        }

        try
        {
            GgufReader.Read(path);
        }
        catch (Exception failure) when (failure is GgufException or IOException or UnauthorizedAccessException)
        {
            throw new LlamaException(failure.Message, failure);
        }
    }

    /// <exception cref="LlamaException">A loaded model is of a kind that is not worked with here.</exception>
    public static void Throw(LlamaFunctions functions, nint model, string path)
    {
        if (functions.VocabularyType(functions.ModelVocabulary(model)) == 0)
        {
            throw new LlamaException($"The model file {path} has no vocabulary, so it reads no text.");
        }

        if (functions.ModelHasEncoder(model) != 0)
        {
            throw new LlamaException(
                $"The model in {path} is an encoder with a decoder (T5 and its kind); here a model is one or the other.");
        }
    }
}
