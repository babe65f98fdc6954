using PaperBot.LocalModels.Serving;
using PaperBot.Prompts.Sources;

namespace PaperBot.LocalModels.Chat;

/// <summary>
/// Counts with the model's own vocabulary, one token more than it says: between two texts of a prompt a token may be cut in two.
/// </summary>
internal sealed class LocalTokens(IModelService service) : ITokenCounter
{
    public int Count(string text) => text.Length == 0 ? 0 : service.CountTokens(text) + 1;
}
