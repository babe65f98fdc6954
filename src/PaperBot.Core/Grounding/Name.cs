namespace PaperBot.Grounding;

/// <summary>A proper name, data set, model or acronym in a sentence.</summary>
/// <param name="Printed">As printed.</param>
/// <param name="Joined">Folded, without hyphens: "ebalfred" for "EB-ALFRED".</param>
/// <param name="Parts">Its capitalised or numbered parts, folded.</param>
/// <param name="Opens">True when only its place at the start of the sentence may have capitalised it.</param>
/// <param name="At">Index of its first token.</param>
internal sealed record Name(string Printed, string Joined, IReadOnlyList<string> Parts, bool Opens, int At);
