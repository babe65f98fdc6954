using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>The bytes of tokens, asked of the model once. Belongs to one thread.</summary>
internal sealed class TokenPieces(ILlamaModel model)
{
    private readonly byte[]?[] known = new byte[]?[model.Facts.Vocabulary];

    public ReadOnlySpan<byte> Of(int token) => known[token] ??= model.Piece(token);
}
