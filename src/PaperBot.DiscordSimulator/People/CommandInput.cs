using System.Globalization;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.People;

/// <summary>
/// What a person gives to a command, in the form in which it is sent; checked as Discord's own program checks it.
/// </summary>
internal sealed class CommandInput(DiscordWorld world, MessagePayloads payloads, Channel channel, RegisteredCommand command)
{
    private readonly JsonObject resolved = [];

    /// <summary>A command with its options filled in.</summary>
    public JsonObject Filled(string[] path, (string Name, object Value)[] options)
    {
        var known = Reach(path);
        foreach (var option in known.Where(o => o.Truth("required") == true && !options.Any(g => g.Name == o.Text("name"))))
        {
            throw new NotPossible($"/{command.Name} needs '{option.Text("name")}'.");
        }

        return Data(path, [.. options.Select(o => Option(Known(known, o.Name), o.Value, complete: true))]);
    }

    /// <summary>A command whose option is being typed in.</summary>
    public JsonObject Typing(string[] path, string option, string soFar, (string Name, object Value)[] others)
    {
        var known = Reach(path);
        var definition = Known(known, option);
        if (definition.Truth("autocomplete") != true)
        {
            throw new NotPossible($"The option '{option}' of /{command.Name} has no autocomplete.");
        }

        var typed = new JsonObject
        {
            ["name"] = option, ["type"] = definition.Integer("type"), ["value"] = soFar, ["focused"] = true,
        };
        return Data(path, [.. others.Select(o => Option(Known(known, o.Name), o.Value, complete: false)), typed]);
    }

    /// <summary>A context menu command on a message, which comes with all it says whatever the intents.</summary>
    public JsonObject OnMessage(Message target)
    {
        var data = Data([], []);
        data["target_id"] = PeoplePayloads.Text(target.Id);
        data["resolved"] = new JsonObject
        {
            ["messages"] = new JsonObject { [PeoplePayloads.Text(target.Id)] = payloads.Full(target) },
        };
        return data;
    }

    private JsonObject Data(string[] path, JsonObject[] options)
    {
        foreach (var step in path.Reverse())
        {
            options = [new JsonObject { ["name"] = step, ["type"] = TypeOf(path, step), ["options"] =
                new JsonArray([.. options]) }];
        }

        var data = new JsonObject
        {
            ["id"] = PeoplePayloads.Text(command.Id), ["name"] = command.Name, ["type"] = command.Type,
        };
        if (command.Guild is { } guild)
        {
            data["guild_id"] = PeoplePayloads.Text(guild);
        }

        if (options.Length > 0)
        {
            data["options"] = new JsonArray([.. options]);
        }

        if (resolved.Count > 0)
        {
            data["resolved"] = resolved.DeepClone();
        }

        return data;
    }

    /// <summary>A group has subcommands under it; the last step is always a subcommand.</summary>
    private static int TypeOf(string[] path, string step) => step == path[^1] ? 1 : 2;

    private List<JsonObject> Reach(string[] path)
    {
        var options = command.Options.OfType<JsonObject>().ToList();
        foreach (var step in path)
        {
            var next = options.Find(o => o.Text("name") == step && o.Integer("type") is 1 or 2)
                ?? throw new NotPossible($"/{command.Name} has no subcommand '{step}'.");
            options = [.. (next.Items("options") ?? []).OfType<JsonObject>()];
        }

        return options.Exists(o => o.Integer("type") is 1 or 2)
            ? throw new NotPossible($"/{command.Name} {string.Join(' ', path)} needs a subcommand: "
                + string.Join(", ", options.Select(o => o.Text("name"))) + ".")
            : options;
    }

    private JsonObject Known(List<JsonObject> options, string name) => options.Find(o => o.Text("name") == name)
        ?? throw new NotPossible(
            $"/{command.Name} has no option '{name}'; it has: " + string.Join(", ", options.Select(o => o.Text("name"))) + ".");

    private JsonObject Option(JsonObject definition, object value, bool complete)
    {
        var type = (int)definition.Integer("type")!;
        JsonNode node = (type, value) switch
        {
            (3, string text) => JsonValue.Create(complete ? Checked(definition, text) : text),
            (4, int or long) => JsonValue.Create(Checked(definition, Convert.ToInt64(value, CultureInfo.InvariantCulture))),
            (5, bool truth) => JsonValue.Create(truth),
            (6 or 9, Person person) => Resolve("users", person.Id, PeoplePayloads.User(person)),
            (7, Channel place) => Resolve("channels", place.Id, PlacePayloads.Channel(place, world.Bot.User)),
            (8 or 9, Role role) => Resolve("roles", role.Id, PeoplePayloads.Role(role)),
            (10, int or long or double) => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            (11, GivenFile file) => Resolve(file),
            _ => throw new NotPossible($"The option '{definition.Text("name")}' does not take {value}."),
        };
        return new JsonObject { ["name"] = definition.Text("name"), ["type"] = type, ["value"] = node };
    }

    private static string Checked(JsonObject definition, string text)
    {
        var choices = definition.Items("choices") ?? [];
        if (choices.Count > 0)
        {
            return choices.FirstOrDefault(c => c.Text("value") == text || c.Text("name") == text).Text("value")
                ?? throw new NotPossible($"'{text}' is none of the choices of '{definition.Text("name")}'.");
        }

        return text.Length >= (definition.Integer("min_length") ?? 0) && text.Length <= (definition.Integer("max_length") ?? 6000)
            ? text
            : throw new NotPossible($"The length of '{definition.Text("name")}' is not allowed.");
    }

    private static long Checked(JsonObject definition, long number) =>
        number >= (definition.Number("min_value") ?? double.MinValue)
            && number <= (definition.Number("max_value") ?? double.MaxValue)
            ? number
            : throw new NotPossible($"{number} is outside the range of '{definition.Text("name")}'.");

    private JsonValue Resolve(GivenFile file)
    {
        var upload = world.Upload(file.Name, file.ContentType, file.Bytes);
        var payload = payloads.Attachment(upload, channel);
        payload["ephemeral"] = true;
        return Resolve("attachments", upload.Id, payload);
    }

    private JsonValue Resolve(string kind, ulong id, JsonObject payload)
    {
        if (resolved[kind] is not JsonObject those)
        {
            resolved[kind] = those = [];
        }

        those[PeoplePayloads.Text(id)] = payload;
        return JsonValue.Create(PeoplePayloads.Text(id));
    }
}
