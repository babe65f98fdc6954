using PaperBot.Text;

namespace PaperBot.Prompts.Sources;

/// <summary>A sentence that the model was given.</summary>
/// <param name="Number">From 1, by its place in the abstract.</param>
/// <param name="Printed">Verbatim from the abstract, with its offset there: what is quoted.</param>
/// <param name="Shown">One line as the model saw it: readable, and without anything that looks like a marker.</param>
internal sealed record GivenSentence(int Number, Sentence Printed, string Shown);
