namespace PaperBot.LocalModels.Runtime;

/// <summary>What chooses the tokens of one sequence, with what it has chosen so far. One thread at a time.</summary>
internal interface ILlamaSampler : IDisposable
{
    SamplingPlan Plan { get; }

    /// <summary>Tells it of a token that was not chosen by it: the prompt's, for the penalties.</summary>
    void Accept(int token);
}

/// <summary>How tokens are chosen; as llama.cpp names and applies them, in the order grammar, penalties, top-k, top-p, min-p, temperature.</summary>
internal sealed record SamplingPlan
{
    /// <summary>0 for always the likeliest, else above 0 (1 is as trained).</summary>
    public float Temperature { get; init; } = 0.8f;

    /// <summary>Only so many of the likeliest; 0 for all.</summary>
    public int TopK { get; init; } = 40;

    /// <summary>Only the likeliest that have this share together, above 0 to 1; 1 for all.</summary>
    public float TopP { get; init; } = 0.95f;

    /// <summary>Only those with this share of the likeliest one's probability, 0 to 1; 0 for all.</summary>
    public float MinP { get; init; } = 0.05f;

    /// <summary>Above 1 makes repetition less likely; 1 is off.</summary>
    public float RepeatPenalty { get; init; } = 1f;

    /// <summary>Taken off for each time a token occurred; 0 is off.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>Taken off when a token occurred; 0 is off.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>How many of the last tokens the penalties look at.</summary>
    public int PenaltyWindow { get; init; } = 64;

    /// <summary>Same seed, same text.</summary>
    public uint Seed { get; init; }

    /// <summary>GBNF grammar the text has to obey, root symbol <c>root</c>; null for none.</summary>
    public string? Grammar { get; init; }

    /// <summary>The seed as llama.cpp is told it: the highest is its word for "choose one yourself".</summary>
    public uint UsableSeed() => Math.Min(Seed, uint.MaxValue - 1);
}
