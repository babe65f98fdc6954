using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Limits;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>
/// The application's commands, everywhere and per server, with the limits on how many there are and how many are made a day.
/// </summary>
internal sealed class CommandRegistry(DiscordWorld world)
{
    private readonly Dictionary<ulong, List<DateTimeOffset>> creations = [];
    private readonly List<RegisteredCommand> commands = [];

    /// <summary>Commands that may be made a day, per server and everywhere.</summary>
    public int CreatesPerDay { get; set; } = 200;

    /// <summary>Told the server, or null for everywhere, whose commands changed.</summary>
    public ChangeStream<ulong?> Changes { get; } = new();

    public IReadOnlyList<RegisteredCommand> All => commands;

    public IEnumerable<RegisteredCommand> Of(ulong? guild) => commands.Where(c => c.Guild == guild);

    public RegisteredCommand Find(ulong? guild, ulong id) =>
        commands.Find(c => c.Guild == guild && c.Id == id) ?? throw RefusedRequest.UnknownCommand();

    /// <summary>Takes up again one that was registered before; nobody is told.</summary>
    public void Settle(RegisteredCommand command) => commands.Add(command);

    /// <summary>
    /// Replaces all commands of a scope. Those that keep their type and name keep their id, and are not counted as made.
    /// </summary>
    public void Overwrite(ulong? guild, JsonArray definitions)
    {
        var errors = new FormErrors();
        var seen = new HashSet<(long, string?)>();
        for (var i = 0; i < definitions.Count; i++)
        {
            CommandLimits.Check(definitions[i], $"{i}.", errors);
            if (!seen.Add((definitions[i].Integer("type") ?? 1, definitions[i].Text("name"))))
            {
                errors.Add($"{i}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }
        }

        errors.ThrowIfAny();
        CheckCounts(definitions.OfType<JsonObject>());
        var old = Of(guild).ToList();
        var made = definitions.OfType<JsonObject>().Select(d => Made(guild, d, old)).ToList();
        CountCreations(guild, made.Count(m => !old.Exists(o => o.Id == m.Id)));
        commands.RemoveAll(c => c.Guild == guild);
        commands.AddRange(made);
        Changes.Tell(guild);
    }

    /// <summary>Makes one command, or replaces the one of the same type and name.</summary>
    /// <returns>The command, and whether it is new.</returns>
    public (RegisteredCommand Command, bool IsNew) Create(ulong? guild, JsonObject definition)
    {
        var errors = new FormErrors();
        CommandLimits.Check(definition, "", errors);
        errors.ThrowIfAny();
        var made = Made(guild, definition, [.. Of(guild)]);
        var isNew = !commands.Exists(c => c.Id == made.Id);
        if (isNew)
        {
            CheckCounts(Of(guild).Select(c => c.Definition).Append(definition));
            CountCreations(guild, 1);
        }

        commands.RemoveAll(c => c.Id == made.Id);
        commands.Add(made);
        Changes.Tell(guild);
        return (made, isNew);
    }

    public RegisteredCommand Change(ulong? guild, ulong id, JsonObject changes)
    {
        var old = Find(guild, id);
        var definition = (JsonObject)old.Definition.DeepClone();
        foreach (var (name, value) in changes)
        {
            definition[name] = value?.DeepClone();
        }

        var errors = new FormErrors();
        CommandLimits.Check(definition, "", errors);
        errors.ThrowIfAny();
        var changed = old with { Definition = definition, Version = world.Ids.Next() };
        commands[commands.IndexOf(old)] = changed;
        Changes.Tell(guild);
        return changed;
    }

    public void Delete(ulong? guild, ulong id)
    {
        commands.Remove(Find(guild, id));
        Changes.Tell(guild);
    }

    private RegisteredCommand Made(ulong? guild, JsonObject definition, List<RegisteredCommand> old)
    {
        var kept = (JsonObject)definition.DeepClone();
        var same = old.Find(o => o.Type == (kept.Integer("type") ?? 1) && o.Name == kept.Text("name"));
        return new RegisteredCommand(same?.Id ?? world.Ids.Next(), guild, world.Ids.Next(), kept);
    }

    private static void CheckCounts(IEnumerable<JsonObject> definitions)
    {
        foreach (var type in definitions.GroupBy(d => d.Integer("type") ?? 1))
        {
            if (type.Count() > (type.Key == 1 ? 100 : 15))
            {
                throw new RefusedRequest(400, 30032,
                    $"Maximum number of application commands reached ({(type.Key == 1 ? 100 : 15)}).");
            }
        }
    }

    private void CountCreations(ulong? guild, int count)
    {
        if (!creations.TryGetValue(guild ?? 0, out var times))
        {
            times = creations[guild ?? 0] = [];
        }

        times.RemoveAll(t => t + TimeSpan.FromHours(24) <= world.Now);
        if (times.Count + count > CreatesPerDay)
        {
            throw new RefusedRequest(400, 30034,
                $"Max number of daily application command creates has been reached ({CreatesPerDay})");
        }

        times.AddRange(Enumerable.Repeat(world.Now, count));
    }
}
