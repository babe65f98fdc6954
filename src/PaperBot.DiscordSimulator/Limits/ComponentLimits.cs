using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;

namespace PaperBot.DiscordSimulator.Limits;

/// <summary>What Discord lets the components of a message be, in the old layout of rows and in the newer free one.</summary>
internal sealed class ComponentLimits(FormErrors errors, bool v2)
{
    private const int MostText = 4000;
    private static readonly int[] Selects = [3, 5, 6, 7, 8];
    private readonly HashSet<string> customIds = [];
    private int count;
    private int text;

    /// <summary>Notes everything that is wrong with the components of a message.</summary>
    public static void Check(JsonArray components, bool v2, FormErrors errors) =>
        new ComponentLimits(errors, v2).Check(components);

    /// <summary>The components as they are kept: each with a number of its own.</summary>
    public static JsonArray Kept(JsonArray components)
    {
        var kept = (JsonArray)components.DeepClone();
        var next = 1;
        foreach (var component in kept.SelectMany(Within))
        {
            component["id"] = component.Integer("id") is { } given and > 0 ? given : next;
            next++;
            ComponentDefaults.Complete(component);
        }

        return kept;
    }

    /// <summary>A component and all inside it, outermost first.</summary>
    public static IEnumerable<JsonObject> Within(JsonNode? component)
    {
        if (component is not JsonObject known)
        {
            return [];
        }

        var inside = (known.Items("components") ?? []).SelectMany(Within);
        return [known, .. inside, .. Within(known.Part("accessory")), .. Within(known.Part("component"))];
    }

    /// <summary>All text that components show and that can ping.</summary>
    public static string Text(JsonArray components) =>
        string.Join('\n', components.SelectMany(Within).Where(c => c.Integer("type") == 10).Select(c => c.Text("content")));

    private void Check(JsonArray components)
    {
        if (!v2)
        {
            errors.TooMany("components", components.Count, 5);
        }

        for (var i = 0; i < components.Count; i++)
        {
            var path = $"components.{i}";
            var type = components[i].Integer("type");
            if (v2 ? type is not (1 or 9 or 10 or 12 or 13 or 14 or 17) : type != 1)
            {
                errors.NotOneOf(path + ".type", v2 ? "1, 9, 10, 12, 13, 14, 17" : "1");
                continue;
            }

            One(components[i]!, path);
        }

        if (count > 40)
        {
            errors.Add("components", "BASE_TYPE_BAD_LENGTH", "The total number of components must be 40 or fewer.");
        }

        if (text > MostText)
        {
            errors.Add("components", "COMPONENT_MAX_TEXT_SIZE_EXCEEDED", $"Total text must be {MostText} or fewer in length.");
        }
    }

    private void One(JsonNode component, string path)
    {
        count++;
        switch (component.Integer("type"))
        {
            case 1: Row(component, path); break;
            case 2: Button(component, path); break;
            case 3 or 5 or 6 or 7 or 8: Select(component, path); break;
            case 9: Section(component, path); break;
            case 10:
                errors.Length(path + ".content", component.Text("content"), 1, MostText);
                text += component.Text("content")?.Length ?? 0;
                break;
            case 11: Media(component.Part("media"), path + ".media"); break;
            case 12:
                Many(component.Items("items"), path + ".items", 1, 10, (item, at) => Media(item.Part("media"), at + ".media"));
                break;
            case 13: Media(component.Part("file"), path + ".file"); break;
            case 14: break;
            case 17: Container(component, path); break;
            default: errors.NotOneOf(path + ".type", "1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17"); break;
        }
    }

    private void Row(JsonNode row, string path)
    {
        var inside = row.Items("components") ?? [];
        var selects = inside.Count(c => Selects.Contains((int)(c.Integer("type") ?? 0)));
        if (selects > 0 && inside.Count > 1)
        {
            errors.Add(path + ".components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "A row holds one select menu or up to five buttons.");
        }

        Many(inside, path + ".components", 1, 5, (c, at) =>
        {
            if (c.Integer("type") is 2 or 3 or 5 or 6 or 7 or 8)
            {
                One(c, at);
            }
            else
            {
                errors.NotOneOf(at + ".type", "2, 3, 5, 6, 7, 8");
            }
        });
    }

    private void Button(JsonNode button, string path)
    {
        errors.TooLong(path + ".label", button.Text("label"), 80);
        var style = button.Integer("style");
        if (style is not (>= 1 and <= 6))
        {
            errors.NotOneOf(path + ".style", "1, 2, 3, 4, 5, 6");
        }
        else if (style == 5)
        {
            errors.Length(path + ".url", button.Text("url"), 1, 512);
            if (button.HasValue("custom_id"))
            {
                errors.Add(path + ".custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified");
            }
        }
        else if (style != 6)
        {
            CustomId(button, path);
        }

        if (style != 6 && string.IsNullOrEmpty(button.Text("label")) && !button.HasValue("emoji"))
        {
            errors.Add(path, "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji");
        }
    }

    private void Select(JsonNode select, string path)
    {
        CustomId(select, path);
        errors.TooLong(path + ".placeholder", select.Text("placeholder"), 150);
        if (select.Integer("type") != 3)
        {
            return;
        }

        var values = new HashSet<string>();
        Many(select.Items("options"), path + ".options", 1, 25, (option, at) =>
        {
            errors.Length(at + ".label", option.Text("label"), 1, 100);
            errors.Length(at + ".value", option.Text("value"), 1, 100);
            errors.TooLong(at + ".description", option.Text("description"), 100);
            if (option.Text("value") is { } value && !values.Add(value))
            {
                errors.Add(at + ".value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used");
            }
        });
    }

    private void Section(JsonNode section, string path)
    {
        Many(section.Items("components"), path + ".components", 1, 3, (c, at) =>
        {
            if (c.Integer("type") == 10)
            {
                One(c, at);
            }
            else
            {
                errors.NotOneOf(at + ".type", "10");
            }
        });
        if (section.Part("accessory") is { } accessory && accessory.Integer("type") is 2 or 11)
        {
            One(section.Part("accessory")!, path + ".accessory");
        }
        else
        {
            errors.Required(path + ".accessory");
        }
    }

    private void Container(JsonNode container, string path) =>
        Many(container.Items("components"), path + ".components", 1, 40, (c, at) =>
        {
            if (c.Integer("type") is 1 or 9 or 10 or 12 or 13 or 14)
            {
                One(c, at);
            }
            else
            {
                errors.NotOneOf(at + ".type", "1, 9, 10, 12, 13, 14");
            }
        });

    private void Media(JsonNode? media, string path) => errors.Length(path + ".url", media.Text("url"), 1, 2048);

    private void CustomId(JsonNode component, string path)
    {
        errors.Length(path + ".custom_id", component.Text("custom_id"), 1, 100);
        if (component.Text("custom_id") is { } id && !customIds.Add(id))
        {
            errors.Add(path + ".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    private void Many(JsonArray? items, string path, int least, int most, Action<JsonNode, string> each)
    {
        if (items is null || items.Count < least || items.Count > most)
        {
            errors.Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
        }

        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (items![i] is JsonObject item)
            {
                each(item, $"{path}.{i}");
            }
            else
            {
                errors.Add($"{path}.{i}", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
            }
        }
    }
}
