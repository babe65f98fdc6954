using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Limits;
using PaperBot.DiscordSimulator.Payloads;

namespace PaperBot.DiscordSimulator.People;

/// <summary>What a person puts into a modal, in the form in which it is sent.</summary>
internal static class ModalInput
{
    public static JsonObject Filled(JsonObject modal, (string Field, string Value)[] values)
    {
        var left = values.ToDictionary(v => v.Field, v => v.Value);
        var number = 1;
        var components = (modal.Items("components") ?? []).OfType<JsonObject>().Select(c => Answer(c, left,
            ref number)).ToArray<JsonNode?>();
        return left.Count == 0
            ? new JsonObject { ["custom_id"] = modal.Text("custom_id"), ["components"] = new JsonArray(components), }
            : throw new NotPossible($"The modal has no field {string.Join(", ", left.Keys)}; it has "
                + string.Join(", ", ModalLimits.Fields(modal).Select(f => f.Text("custom_id"))) + ".");
    }

    private static JsonObject Answer(JsonObject component, Dictionary<string, string> values, ref int number)
    {
        var id = number++;
        switch (component.Integer("type"))
        {
            case 18:
                var inside = component.Part("component")!;
                return new JsonObject
                {
                    ["type"] = 18, ["id"] = id, ["component"] = Value(inside, component.Text("label"), values, number++),
                };
            case 1:
                var field = (JsonObject)component.Items("components")![0]!;
                return new JsonObject
                {
                    ["type"] = 1, ["id"] = id, ["components"] =
                        new JsonArray(Value(field, field.Text("label"), values, number++)),
                };
            default:
                return new JsonObject { ["type"] = component.Integer("type"), ["id"] = id };
        }
    }

    private static JsonObject Value(JsonObject field, string? label, Dictionary<string, string> values, int id)
    {
        var customId = field.Text("custom_id")!;
        var given = values.Remove(customId, out var byId) ? byId : label is not null && values.Remove(label, out var byLabel)
            ? byLabel : null;
        var answer = new JsonObject { ["type"] = field.Integer("type"), ["id"] = id, ["custom_id"] = customId };
        if (field.Integer("type") == 4)
        {
            answer["value"] = Checked(field, customId, given ?? field.Text("value") ?? "");
        }
        else
        {
            answer["values"] = JsonFields.Array((given ?? "").Split(',',
                StringSplitOptions.RemoveEmptyEntries).Select(v => JsonValue.Create(v.Trim())));
        }

        return answer;
    }

    private static string Checked(JsonObject field, string name, string value)
    {
        if (value.Length == 0)
        {
            return (field.Truth("required") ?? true) ? throw new NotPossible($"The field '{name}' has to be filled in.") : value;
        }

        var (least, most) = (field.Integer("min_length") ?? 0, field.Integer("max_length") ?? 4000);
        return value.Length >= least && value.Length <= most
            ? value
            : throw new NotPossible($"The field '{name}' takes {least} to {most} characters; this has {value.Length}.");
    }
}
