namespace PaperBot.Embeddings;

/// <summary>How far the papers have come.</summary>
/// <param name="Done">Papers all of whose texts have vectors.</param>
/// <param name="All">Papers there are.</param>
/// <param name="Model">Name of the model.</param>
internal readonly record struct EmbeddingProgress(int Done, int All, string Model);

/// <summary>What embedding the papers came to.</summary>
/// <param name="Model">The model, with the dimensions of its vectors; null where there was nothing to embed and nothing is kept.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Papers">Papers there are.</param>
/// <param name="Complete">Papers all of whose texts have vectors now.</param>
/// <param name="Embedded">Texts that were embedded now.</param>
/// <param name="Refused">Texts that the model alone failed at while it embedded others; they are tried again the next time.</param>
/// <param name="Why">What it said of the last of these; null for none.</param>
internal sealed record EmbeddingReport(
    VectorModel? Model, string Name, int Papers, int Complete, int Embedded, int Refused, string? Why);
