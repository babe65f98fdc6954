using PaperBot.Papers;

namespace PaperBot.Prompts.Sources;

/// <summary>A paper that the model was given.</summary>
/// <param name="Number">Its marker, from 1 without gaps.</param>
/// <param name="Paper">The paper; its other sentences were not given.</param>
/// <param name="Sentences">The first sentences of its abstract, at least one.</param>
/// <param name="IsCut">True when sentences of the abstract were left out.</param>
internal sealed record GivenSource(int Number, Paper Paper, IReadOnlyList<GivenSentence> Sentences, bool IsCut)
{
    /// <summary>As it stands after a sentence.</summary>
    public string Marker => $"[{Number}]";
}
