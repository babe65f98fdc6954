using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;

namespace PaperBot.DiscordSimulator.Limits;

/// <summary>What Discord lets a modal be.</summary>
internal static class ModalLimits
{
    /// <summary>The modal, or a refusal.</summary>
    public static JsonObject Checked(JsonObject data)
    {
        var errors = new FormErrors();
        errors.Length("data.custom_id", data.Text("custom_id"), 1, 100);
        errors.Length("data.title", data.Text("title"), 1, 45);
        var components = data.Items("components") ?? [];
        if (components.Count is < 1 or > 5)
        {
            errors.Add("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }

        var ids = new HashSet<string>();
        for (var i = 0; i < components.Count; i++)
        {
            One(components[i], $"data.components.{i}", ids, errors);
        }

        errors.ThrowIfAny();
        return (JsonObject)data.DeepClone();
    }

    /// <summary>The fields of a modal that a person fills in, in order.</summary>
    public static IEnumerable<JsonObject> Fields(JsonObject modal) =>
        (modal.Items("components") ?? []).SelectMany(ComponentLimits.Within).Where(c => c.HasValue("custom_id"));

    private static void One(JsonNode? component, string path, HashSet<string> ids, FormErrors errors)
    {
        switch (component.Integer("type"))
        {
            case 1 when component.Items("components") is { Count: 1 } inside && inside[0].Integer("type") == 4:
                errors.Length(path + ".components.0.label", inside[0].Text("label"), 1, 45);
                Field(inside[0], path + ".components.0", ids, errors);
                break;
            case 18 when component.Part("component") is { } field:
                errors.Length(path + ".label", component.Text("label"), 1, 45);
                errors.TooLong(path + ".description", component.Text("description"), 100);
                Field(field, path + ".component", ids, errors);
                break;
            case 10:
                break;
            default:
                errors.NotOneOf(path + ".type", "1, 10, 18");
                break;
        }
    }

    private static void Field(JsonNode? field, string path, HashSet<string> ids, FormErrors errors)
    {
        errors.Length(path + ".custom_id", field.Text("custom_id"), 1, 100);
        errors.TooLong(path + ".placeholder", field.Text("placeholder"), field.Integer("type") == 4 ? 100 : 150);
        errors.TooLong(path + ".value", field.Text("value"), 4000);
        if (field.Text("custom_id") is { } id && !ids.Add(id))
        {
            errors.Add(path + ".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }

        if (field.Integer("type") == 4 && field.Integer("style") is not (1 or 2))
        {
            errors.NotOneOf(path + ".style", "1, 2");
        }
    }
}
