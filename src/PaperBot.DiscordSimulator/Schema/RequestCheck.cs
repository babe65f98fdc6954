using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.Rest;

namespace PaperBot.DiscordSimulator.Schema;

/// <summary>
/// Holds every request, and every good answer of the simulator itself, against Discord's published description, when there is
/// one.
/// </summary>
internal sealed partial class RequestCheck(OpenApiDocument? document)
{
    private readonly Lock gate = new();
    private readonly List<Finding> findings = [];
    private readonly SchemaValidator? validator = document is null ? null : new SchemaValidator(document);
    private int looked;

    /// <summary>Discord's description; null when requests are not checked.</summary>
    public OpenApiDocument? Description => document;

    /// <summary>What differs, in the order in which it was seen.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get
        {
            lock (gate)
            {
                return [.. findings];
            }
        }
    }

    /// <summary>How many bodies were held against the description; 0 says that there is none, or that nothing came.</summary>
    public int Looked => Volatile.Read(ref looked);

    public void Request(RestRoute route, string path, JsonNode? body)
    {
        if (document is null)
        {
            return;
        }

        var where = $"{route.Method} {route.Template}";
        if (!document.Knows(route.Method, route.Template))
        {
            Add(new Finding(where, "", $"the description has no such route ({path})"));
        }
        else if (document.RequestBody(route.Method, route.Template) is { } schema && body is not null)
        {
            Validate(schema, body, where);
        }
    }

    public void Answer(RestRoute? route, int status, JsonNode? body)
    {
        if (document is not null && route is not null && body is not null
            && document.Answer(route.Method, route.Template, status) is { } schema)
        {
            Validate(schema, body, $"{route.Method} {route.Template} answer {status}");
        }
    }

    private void Validate(JsonElement schema, JsonNode body, string where)
    {
        Interlocked.Increment(ref looked);
        foreach (var problem in validator!.Validate(schema, body).Where(p => !IsKnownGap(p)))
        {
            Add(new Finding(where, problem.Pointer, problem.Message));
        }
    }

    /// <summary>
    /// The description types these permissions as a number where Discord and all libraries write a string of digits.
    /// </summary>
    private static bool IsKnownGap(Problem problem) => DefaultPermissions().IsMatch(problem.Pointer);

    private void Add(Finding finding)
    {
        lock (gate)
        {
            findings.Add(finding);
        }
    }

    [GeneratedRegex("/default_member_permissions$")]
    private static partial Regex DefaultPermissions();
}
