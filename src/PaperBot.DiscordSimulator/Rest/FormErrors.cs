using System.Globalization;
using System.Text.Json.Nodes;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Gathers what is wrong with a form, as a tree of fields with a list of errors at each leaf.</summary>
internal sealed class FormErrors
{
    private readonly JsonObject root = [];

    public bool Any => root.Count > 0;

    /// <summary>Notes an error.</summary>
    /// <param name="path">Field names and indices with dots between, such as <c>embeds.0.title</c>.</param>
    /// <param name="code">Discord's word for the kind of error.</param>
    /// <param name="message">Discord's sentence.</param>
    public void Add(string path, string code, string message)
    {
        var node = root;
        foreach (var step in path.Split('.'))
        {
            if (node[step] is not JsonObject next)
            {
                node[step] = next = [];
            }

            node = next;
        }

        if (node["_errors"] is not JsonArray list)
        {
            node["_errors"] = list = [];
        }

        list.Add(new JsonObject { ["code"] = code, ["message"] = message });
    }

    public void TooLong(string path, string? text, int most)
    {
        if (text?.Length > most)
        {
            Add(path, "BASE_TYPE_MAX_LENGTH", string.Create(CultureInfo.InvariantCulture, $"Must be {most} or fewer in length."));
        }
    }

    public void Length(string path, string? text, int least, int most)
    {
        if (text is null)
        {
            Required(path);
        }
        else if (text.Length < least || text.Length > most)
        {
            Add(path, "BASE_TYPE_BAD_LENGTH",
                string.Create(CultureInfo.InvariantCulture, $"Must be between {least} and {most} in length."));
        }
    }

    public void Required(string path) => Add(path, "BASE_TYPE_REQUIRED", "This field is required");

    public void TooMany(string path, int count, int most)
    {
        if (count > most)
        {
            Add(path, "BASE_TYPE_MAX_LENGTH", string.Create(CultureInfo.InvariantCulture, $"Must be {most} or fewer in length."));
        }
    }

    public void NotOneOf(string path, string allowed) =>
        Add(path, "BASE_TYPE_CHOICES", $"Value must be one of {{{allowed}}}.");

    public void Wrong(string path, string message) => Add(path, "INVALID", message);

    /// <summary>Refuses the request when anything was noted.</summary>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw RefusedRequest.InvalidForm(root);
        }
    }
}
