using System.Text.Json;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>Makes an event of an interaction.</summary>
internal static class InteractionReader
{
    // Forms nest a field in a label or a row; deeper than this nothing is meant.
    private const int Deepest = 8;

    /// <summary>The event; null for kinds that are not for bots.</summary>
    /// <exception cref="JsonException">Something that must be there is not.</exception>
    public static DiscordEvent? Read(InteractionData data, DateTimeOffset receivedAt)
    {
        var user = data.Member?.User ?? data.User ?? throw new JsonException("An interaction without a person.");
        var owners = data.AuthorizingIntegrationOwners;
        var interaction = new DiscordInteraction(data.Id, data.ApplicationId, data.Token, user, receivedAt)
        {
            GuildId = data.GuildId,
            ChannelId = data.ChannelId ?? data.Channel?.Id,
            Channel = data.Channel,
            Member = data.Member,
            AppPermissions = data.AppPermissions,
            Locale = data.Locale,
            GuildLocale = data.GuildLocale,
            AttachmentSizeLimit = data.AttachmentSizeLimit,

            // 0 names the server it is installed in, 1 the person who brought it.
            IsUserInstalled = owners.ContainsKey("1") && !owners.ContainsKey("0"),
        };
        return data.Type switch
        {
            InteractionType.Command => new DiscordEvent.CommandUsed(interaction, Call(Part(data))),
            InteractionType.Autocomplete => new DiscordEvent.CompletionAsked(interaction, Call(Part(data))),
            InteractionType.Component => new DiscordEvent.ComponentUsed(
                interaction,
                CustomId(Part(data)),
                Part(data).Values,
                data.Message ?? throw new JsonException("A component without its message.")),
            InteractionType.Modal => new DiscordEvent.ModalSubmitted(
                interaction, CustomId(Part(data)), Fields(Part(data).Components), data.Message),
            _ => null,
        };
    }

    private static CallData Part(InteractionData data) => data.Data ?? throw new JsonException("An interaction without data.");

    private static string CustomId(CallData data) => data.CustomId ?? throw new JsonException("A component without its id.");

    private static DiscordCommandCall Call(CallData data)
    {
        List<string> path = [];
        var options = data.Options;
        while (options is [{ Type: DiscordOptionType.Subcommand or DiscordOptionType.SubcommandGroup } inner] && path.Count < 2)
        {
            path.Add(inner.Name);
            options = inner.Options;
        }

        if (data.Id is not { } id || data.Name is not { } name)
        {
            throw new JsonException("A command without a name.");
        }

        var target = data.TargetId?.ToString() ?? "";
        return new DiscordCommandCall(id, name, data.Type == 0 ? DiscordCommandKind.ChatInput : data.Type)
        {
            Path = path,
            Arguments = [.. options.Select(o => Argument(o, data.Resolved))],
            TargetMessage = data.Resolved?.Messages?.GetValueOrDefault(target),
            TargetUser = data.Resolved?.Users?.GetValueOrDefault(target),
        };
    }

    private static DiscordArgument Argument(OptionData option, ResolvedData? resolved)
    {
        var value = Text(option.Value);
        return new DiscordArgument(option.Name, option.Type, value, option.Focused)
        {
            Attachment = option.Type == DiscordOptionType.Attachment ? resolved?.Attachments?.GetValueOrDefault(value) : null,
        };
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static List<ModalField> Fields(JsonElement components)
    {
        List<ModalField> fields = [];
        Collect(components, fields, 0);
        return fields;
    }

    // Labels hold one component, rows a list; a field is whatever has an id and a value or values.
    private static void Collect(JsonElement element, List<ModalField> fields, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in element.EnumerateArray())
            {
                Collect(child, fields, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("custom_id", out var id) && id.ValueKind == JsonValueKind.String)
            {
                fields.Add(new ModalField(id.GetString()!, Values(element)));
            }

            foreach (var name in (string[])["components", "component"])
            {
                if (element.TryGetProperty(name, out var inner))
                {
                    Collect(inner, fields, depth + 1);
                }
            }
        }
    }

    private static IReadOnlyList<string> Values(JsonElement field)
    {
        if (field.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array)
        {
            return [.. values.EnumerateArray().Select(Text)];
        }

        return field.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null ? [Text(value)] : [];
    }
}
