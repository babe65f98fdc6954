using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>What a client can do beyond chatting; it hands one out through <c>GetService</c>.</summary>
public sealed record ChatCapabilities
{
    /// <summary>A client of which nothing is known.</summary>
    public static readonly ChatCapabilities Unknown = new();

    /// <summary>True when it obeys the GBNF grammar under <see cref="GrammarKey"/>; the others ignore it.</summary>
    public bool Grammar { get; init; }

    /// <summary>True when it may be offered tools and says which it wants called; the others refuse them, or ignore them.</summary>
    public bool Tools { get; init; }

    /// <summary>How many tokens prompt and output may have together; null when it is not known.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>What answers written with it name as their engine.</summary>
    public string Engine { get; init; } = "local";

    /// <summary>True while it is left alone because it failed a moment ago: answers are the abstracts' own words until it is tried again.</summary>
    public bool Rests { get; init; }

    /// <summary>How many weights the model has; null when it is not known.</summary>
    public long? Parameters { get; init; }

    /// <summary>SHA-256 of the model's file, hexadecimal; null where there is none or it is not known.</summary>
    public string? ModelFileHash { get; init; }

    /// <summary>Where a grammar travels in <see cref="ChatOptions.AdditionalProperties"/>.</summary>
    public const string GrammarKey = "grammar";

    /// <summary>
    /// Where the name of the engine that wrote an update travels in <see cref="ChatResponseUpdate.AdditionalProperties"/>, when that may
    /// be another from one call to the next.
    /// </summary>
    public const string EngineKey = "engine";

    /// <summary>What the client says of itself.</summary>
    public static ChatCapabilities Of(IChatClient client) =>
        client.GetService(typeof(ChatCapabilities)) as ChatCapabilities ?? Unknown;

    /// <summary>Options that carry a grammar.</summary>
    public static ChatOptions WithGrammar(string gbnf) => new() { AdditionalProperties = new() { [GrammarKey] = gbnf } };
}
