using System.ComponentModel.DataAnnotations;
using PaperBot.Secrets;

namespace PaperBot.Endpoints;

/// <summary>
/// Settings section <c>Endpoint</c>: a server that speaks OpenAI's protocol, such as llama-server, vLLM, Ollama, LM Studio or a cloud.
/// </summary>
internal sealed class EndpointOptions
{
    public const string Section = "Endpoint";

    /// <summary>Where it is, with the version in its path: <c>http://127.0.0.1:8080/v1</c>. Empty for none.</summary>
    public string Address { get; set; } = "";

    /// <summary>The model that writes, as the server calls it; empty when the server is for vectors only.</summary>
    public string Model { get; set; } = "";

    /// <summary>The model that makes vectors, as the server calls it; empty for none.</summary>
    public string EmbeddingModel { get; set; } = "";

    /// <summary>From the environment only; empty where the server wants none.</summary>
    public Secret ApiKey { get; set; } = new("");

    /// <summary>Tokens that one prompt and its answer may have together.</summary>
    [Range(512, 10_000_000)]
    public int ContextTokens { get; set; } = 8192;

    /// <summary>Seconds a connection may take to stand.</summary>
    [Range(1, 60)]
    public int ConnectSeconds { get; set; } = 5;

    /// <summary>Seconds of silence before the first word of an answer.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Seconds of silence between two pieces of an answer.</summary>
    [Range(1, 600)]
    public int PauseSeconds { get; set; } = 15;

    /// <summary>How often a call that failed in passing is made again, as long as nothing of an answer came.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Whether the server obeys a GBNF grammar in the field <c>grammar</c>, as llama-server does.</summary>
    public bool Grammar { get; set; }

    /// <summary>
    /// Whether the model may be offered functions to call; the program's own answers offer none, a kernel with the papers as
    /// functions does.
    /// </summary>
    public bool Tools { get; set; }

    /// <summary>True when there is one.</summary>
    public bool IsSet => Address.Length > 0;

    /// <summary>The address with a slash at its end, so that paths are added to it.</summary>
    public Uri Base() => new(Address.TrimEnd('/') + "/");
}
