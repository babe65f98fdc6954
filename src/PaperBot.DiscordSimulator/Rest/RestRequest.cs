using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>A file of a multipart request.</summary>
internal sealed record UploadedFile(int Index, string FileName, string ContentType, byte[] Bytes);

/// <summary>What a request asks, with the path taken apart and the body read.</summary>
/// <param name="Values">Decoded values of the path's places.</param>
/// <param name="Query">Decoded query; the last of several wins.</param>
/// <param name="Body">The JSON body, or <c>payload_json</c> of a multipart one; null when there is none.</param>
/// <param name="Files">Files in the order of their numbers.</param>
internal sealed record RestRequest(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, string> Query,
    JsonNode? Body,
    IReadOnlyList<UploadedFile> Files)
{
    /// <summary>The body as an object; an empty one when there is none.</summary>
    public JsonObject Form => Body switch
    {
        null => [],
        JsonObject form => form,
        _ => throw Malformed(),
    };

    /// <summary>An id in the path; what is no number is refused as Discord does.</summary>
    public ulong Id(string name)
    {
        if (ulong.TryParse(Values[name], out var id))
        {
            return id;
        }

        var errors = new FormErrors();
        errors.Add(name, "NUMBER_TYPE_COERCE", $"Value \"{Values[name]}\" is not snowflake.");
        errors.ThrowIfAny();
        return 0;
    }

    public bool Asks(string name) => Query.TryGetValue(name, out var value) && value is "true" or "True" or "1";

    public ulong? QueryId(string name) => Query.TryGetValue(name, out var value) && ulong.TryParse(value, out var id) ? id : null;

    public JsonArray List => Body as JsonArray ?? throw Malformed();

    public string? Text(string name) => Form.Text(name);

    private static RefusedRequest Malformed()
    {
        var errors = new JsonObject { ["_errors"] = new JsonArray(new JsonObject
        {
            ["code"] = "MODEL_TYPE_CONVERT", ["message"] = "The body has another shape than this route takes.",
        }), };
        return RefusedRequest.InvalidForm(errors);
    }
}

/// <summary>What is answered: status and body; no body for 204.</summary>
internal sealed record RestAnswer(int Status, JsonNode? Body)
{
    public static RestAnswer Nothing { get; } = new(204, null);

    public static RestAnswer Ok(JsonNode body) => new(200, body);
}

/// <summary>How a route is limited.</summary>
internal enum LimitedBy
{
    /// <summary>A bucket of its own and the limit of the whole bot.</summary>
    BucketAndGlobal,

    /// <summary>A bucket of its own; the routes of interactions stand outside the bot's limit.</summary>
    BucketOnly,

    /// <summary>Nothing.</summary>
    Nothing,
}

/// <summary>A route: what it is called, how it is limited and what it does.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Template">Path below the base, with places in braces, spelt as in the OpenAPI file.</param>
/// <param name="Handle">Does it, with the world's gate taken.</param>
internal sealed record RestRoute(string Method, string Template, Func<RestRequest, RestAnswer> Handle)
{
    /// <summary>Whether the bot's token has to be there; otherwise the token in the path is what counts.</summary>
    public bool NeedsToken { get; init; } = true;

    public LimitedBy Limited { get; init; } = LimitedBy.BucketAndGlobal;

    /// <summary>Requests a bucket holds.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>After how long a bucket is full again.</summary>
    public TimeSpan Per { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The name that routes sharing one bucket have in common; null for a bucket of its own.</summary>
    public string? SharedBucket { get; init; }

    public IReadOnlyList<string> Parts { get; } = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The values of the places when <paramref name="path"/> is this route's; null when it is not.</summary>
    public Dictionary<string, string>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != Parts.Count)
        {
            return null;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < path.Count; i++)
        {
            if (Parts[i][0] == '{')
            {
                values[Parts[i][1..^1]] = path[i];
            }
            else if (Parts[i] != path[i])
            {
                return null;
            }
        }

        return values;
    }
}
