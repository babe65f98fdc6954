namespace PaperBot.CommandLine.Json;

/// <summary>What <c>embed</c> prints.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Dimensions">Numbers in a vector; null where there is none.</param>
/// <param name="Papers">Papers that are stored.</param>
/// <param name="Complete">Papers all of whose texts have vectors.</param>
/// <param name="Embedded">Texts embedded now.</param>
/// <param name="Refused">Texts that the model failed at.</param>
/// <param name="ElapsedMs">How long it took.</param>
internal sealed record EmbeddingJson(
    string Model, int? Dimensions, int Papers, int Complete, int Embedded, int Refused, double ElapsedMs);
