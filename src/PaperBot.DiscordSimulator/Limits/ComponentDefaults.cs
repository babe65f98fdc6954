using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;

namespace PaperBot.DiscordSimulator.Limits;

/// <summary>What a request may leave out of a component and an answer always says.</summary>
internal static class ComponentDefaults
{
    public static void Complete(JsonObject component)
    {
        switch (component.Integer("type"))
        {
            case 2:
                component["style"] ??= 2;
                break;
            case 3 or (>= 5 and <= 8):
                component["min_values"] ??= 1;
                component["max_values"] ??= 1;
                break;
            case 11:
                Shown(component, component.Part("media"));
                break;
            case 12:
                foreach (var item in (component.Items("items") ?? []).OfType<JsonObject>())
                {
                    Shown(item, item.Part("media"));
                }

                break;
            case 13:
                Shown(component, component.Part("file"));
                component.TryAdd("name", null);
                component.TryAdd("size", null);
                break;
            case 14:
                component["divider"] ??= true;
                component["spacing"] ??= 1;
                break;
            case 17:
                component["spoiler"] ??= false;
                component.TryAdd("accent_color", null);
                break;
        }
    }

    private static void Shown(JsonObject holder, JsonObject? media)
    {
        holder["spoiler"] ??= false;
        holder.TryAdd("description", null);
        if (media is not null)
        {
            media["id"] ??= "1";
            media["proxy_url"] ??= media.Text("url");
        }
    }
}
