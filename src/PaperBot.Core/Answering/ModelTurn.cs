namespace PaperBot.Answering;

/// <summary>What a model is given for one answer besides the question.</summary>
/// <param name="Left">The time it has.</param>
/// <param name="Seed">The sampler's seed; null for any.</param>
/// <param name="Draft">
/// Told of the answer so far whenever more of it is verified; null when nobody watches. A model that was given up may tell it
/// something still after the answer is there.
/// </param>
internal sealed record ModelTurn(TimeSpan Left, long? Seed, Action<string>? Draft);
