using System.ComponentModel.DataAnnotations;

namespace PaperBot.Answering;

/// <summary>How freely a model may write.</summary>
public enum ModelWording
{
    /// <summary>As <see cref="Quotes"/> with models of less than a billion parameters, as <see cref="Free"/> with others.</summary>
    Auto,

    /// <summary>In its own words, each sentence checked.</summary>
    Free,

    /// <summary>
    /// Only choosing among the abstracts' sentences. Needs a client that obeys grammars; without one it is <see cref="Free"/>.
    /// </summary>
    Quotes,
}

/// <summary>Settings section <c>Answering</c>.</summary>
public sealed class AnsweringOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Answering";

    /// <summary>
    /// Seconds from a question to its answer, whatever a model does; what is not written and checked by then is answered in the
    /// abstracts' own words.
    /// </summary>
    [Range(2, 600)]
    public int DeadlineSeconds { get; set; } = 45;

    /// <summary>How freely a model may write.</summary>
    public ModelWording Wording { get; set; } = ModelWording.Auto;
}
