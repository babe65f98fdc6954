namespace PaperBot.LocalModels.Serving;

/// <summary>
/// One model that several people use at once, in this process or in another: everything that passes is plain data. Safe for
/// concurrent use.
/// </summary>
internal interface IModelService : IAsyncDisposable
{
    /// <summary>What is served; known once it is loaded.</summary>
    ServedModel Model { get; }

    /// <summary>Writes a text, piece by piece; the last update has the finish reason.</summary>
    /// <exception cref="ModelServiceException">It cannot be written: too long, the queue is full, the model ended.</exception>
    IAsyncEnumerable<WrittenPiece> WriteAsync(WritingTask task, CancellationToken cancellationToken);

    /// <summary>The vectors of texts in their order, each of length 1.</summary>
    Task<IReadOnlyList<EmbeddedText>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>Tokens of a text, special tokens in it read as plain text.</summary>
    int CountTokens(string text);
}

/// <summary>The model behind a service.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="Description">Family, size and quantisation in a line.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="ContextTokens">Tokens that one prompt and its answer may have together.</param>
/// <param name="EmbeddingLength">Numbers in a vector.</param>
/// <param name="Writes">True when it writes; false when it only embeds.</param>
/// <param name="Device">Where it computes and why, in a sentence.</param>
internal sealed record ServedModel(
    string Name, string Description, long Parameters, int ContextTokens, int EmbeddingLength, bool Writes, string Device);

/// <summary>One text to write.</summary>
internal sealed record WritingTask
{
    /// <summary>The conversation, as the chat template renders it.</summary>
    public required IReadOnlyList<SpokenTurn> Turns { get; init; }

    /// <summary>Most tokens; null for what the context leaves.</summary>
    public int? MostTokens { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? TopK { get; init; }

    public float? MinP { get; init; }

    public float? RepeatPenalty { get; init; }

    public float? FrequencyPenalty { get; init; }

    public float? PresencePenalty { get; init; }

    /// <summary>Same seed, same text; null for another text each time.</summary>
    public long? Seed { get; init; }

    /// <summary>The text ends before the first of these.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>GBNF grammar with root symbol <c>root</c>; null for none.</summary>
    public string? Grammar { get; init; }

    /// <summary>How long it may take, waiting included; null for as long as it takes.</summary>
    public TimeSpan? Deadline { get; init; }
}

/// <summary>What somebody said.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">Data: special tokens in it are plain text.</param>
internal sealed record SpokenTurn(string Role, string Text);

/// <summary>A piece of a text that is being written.</summary>
/// <param name="Text">Whole characters; may be empty.</param>
internal sealed record WrittenPiece(string Text)
{
    /// <summary>Place in the queue, 1 is next, while it waits; null once it is being written.</summary>
    public int? Place { get; init; }

    /// <summary>How long it is likely to wait; null when it is not known or does not wait.</summary>
    public TimeSpan? LikelyWait { get; init; }

    /// <summary>Why it ended; null while it goes on.</summary>
    public FinishedBy? Finished { get; init; }

    /// <summary>Tokens of the prompt; with the last piece.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of the prompt that had been computed before; with the last piece.</summary>
    public int? ReusedTokens { get; init; }

    /// <summary>Tokens written; with the last piece.</summary>
    public int? WrittenTokens { get; init; }
}

/// <summary>Why a text ended.</summary>
internal enum FinishedBy
{
    /// <summary>The model ended its turn, or a stop string came.</summary>
    Stop,

    /// <summary>It has as many tokens as it may have.</summary>
    Length,
}

/// <summary>A text's vector.</summary>
/// <param name="Vector">Of length 1, as many numbers as the model says.</param>
/// <param name="Tokens">Tokens that were read.</param>
/// <param name="Cut">True when the text was longer than the model reads and was cut at the end of a sentence.</param>
internal sealed record EmbeddedText(float[] Vector, int Tokens, bool Cut);

/// <summary>Why a service did not do what was asked.</summary>
internal enum ServiceFailure
{
    /// <summary>The prompt and its answer do not fit the context.</summary>
    TooLong,

    /// <summary>Too many wait already.</summary>
    Busy,

    /// <summary>It took longer than its deadline.</summary>
    Deadline,

    /// <summary>What was asked cannot be done: a grammar that cannot be read, a model that does not write.</summary>
    Refused,

    /// <summary>The model ended, with what it was doing; it is started again.</summary>
    Ended,

    /// <summary>The model ended too often with this file and is not started again.</summary>
    GivenUp,
}

/// <summary>A service did not do what was asked; the message is for a person.</summary>
internal sealed class ModelServiceException(ServiceFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ServiceFailure Failure => failure;
}
