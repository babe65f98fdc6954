using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>A command as it is registered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Guild">The server it belongs to; null for everywhere.</param>
/// <param name="Version">Changes with each change.</param>
/// <param name="Definition">What the application said of it.</param>
internal sealed record RegisteredCommand(ulong Id, ulong? Guild, ulong Version, JsonObject Definition)
{
    public string Name => Definition.Text("name")!;

    /// <summary>1 slash command, 2 on a person, 3 on a message.</summary>
    public int Type => (int)(Definition.Integer("type") ?? 1);

    public JsonArray Options => Definition.Items("options") ?? [];

    /// <summary>What a member needs to see it; null when everybody does, none when only administrators do.</summary>
    public Permissions? Needs => Definition.Id("default_member_permissions") is { } bits ? (Permissions)bits : null;

    /// <summary>Whether a person is offered the command in a channel.</summary>
    public bool IsOfferedTo(Person person, Channel channel)
    {
        var contexts = Definition.Items("contexts")?.Select(JsonFields.AsInteger).ToList();
        if (channel.Guild is not { } guild)
        {
            return Guild is null && (contexts?.Contains(1) ?? true) && Definition.Truth("dm_permission") != false;
        }

        if ((Guild is { } only && only != guild.Id) || contexts?.Contains(0) == false)
        {
            return false;
        }

        var rights = Access.In(channel, person);
        return rights.HasFlag(Permissions.UseApplicationCommands | Permissions.ViewChannel)
            && Needs switch
            {
                null => true,
                Permissions.None => rights == Permissions.All,
                { } needed => rights.HasFlag(needed),
            };
    }

    public JsonObject Payload(ulong application, bool withLocalizations)
    {
        var payload = (JsonObject)Definition.DeepClone();
        payload["id"] = PeoplePayloads.Text(Id);
        payload["application_id"] = PeoplePayloads.Text(application);
        payload["version"] = PeoplePayloads.Text(Version);
        payload["type"] = Type;
        payload["description"] = Definition.Text("description") ?? "";
        payload["default_member_permissions"] = Needs is { } needs ? PeoplePayloads.Text(needs) : null;
        payload["nsfw"] = Definition.Truth("nsfw") ?? false;
        if (Guild is { } guild)
        {
            payload["guild_id"] = PeoplePayloads.Text(guild);
            payload.Remove("contexts");
            payload.Remove("integration_types");
        }
        else
        {
            payload["contexts"] = Definition.Items("contexts")?.DeepClone();
            payload["integration_types"] = Definition.Items("integration_types")?.DeepClone() ?? new JsonArray(0);
        }

        if (!withLocalizations)
        {
            WithoutLocalizations(payload);
        }

        DropNulls(payload);
        return payload;
    }

    private static void WithoutLocalizations(JsonObject part)
    {
        part.Remove("name_localizations");
        part.Remove("description_localizations");
        foreach (var inside in (part.Items("options") ?? []).Concat(part.Items("choices") ?? []).OfType<JsonObject>())
        {
            WithoutLocalizations(inside);
        }
    }

    /// <summary>What is null in a request is absent in the answer, save where the answer always names it.</summary>
    private static void DropNulls(JsonObject part)
    {
        foreach (var name in part.Where(p => p.Value is null
            && p.Key is not ("default_member_permissions" or "contexts")).Select(p => p.Key).ToList())
        {
            part.Remove(name);
        }

        foreach (var inside in (part.Items("options") ?? []).Concat(part.Items("choices") ?? []).OfType<JsonObject>())
        {
            DropNulls(inside);
        }
    }
}
