using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.Limits;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.People;

/// <summary>Commands, buttons, menus and modals.</summary>
internal sealed partial class Acts
{
    /// <summary>The commands a person is offered in a channel, the server's own before those of everywhere.</summary>
    public IReadOnlyList<RegisteredCommand> CommandsFor(Person person, Channel channel)
    {
        lock (World.Gate)
        {
            return [.. discord.Commands.All.Where(c => c.IsOfferedTo(person, channel)).OrderBy(c => c.Guild is null).ThenBy(
                c => c.Name)];
        }
    }

    /// <summary>Uses a slash command as it is registered.</summary>
    /// <param name="person">Who.</param>
    /// <param name="channel">Where.</param>
    /// <param name="command">Its name, with subcommands after a space.</param>
    /// <param name="options">Options by name: text, numbers, truths, people, channels, roles or <see cref="GivenFile"/>s.</param>
    public Sight Slash(Person person, Channel channel, string command, params (string Name, object Value)[] options)
    {
        lock (World.Gate)
        {
            var (registered, path) = FindCommand(person, channel, command);
            var given = new CommandInput(World, discord.Payloads, channel, registered);
            return Send(InteractionKind.Command, person, channel, given.Filled(path, options), registered);
        }
    }

    /// <summary>Types in an option, so that the bot is asked what could stand there.</summary>
    /// <param name="person">Who.</param>
    /// <param name="channel">Where.</param>
    /// <param name="command">The command.</param>
    /// <param name="option">The option that is typed in.</param>
    /// <param name="soFar">What stands in it.</param>
    /// <param name="others">Options that were filled in before.</param>
    public Sight Autocomplete(
        Person person, Channel channel, string command, string option, string soFar, params (string Name, object Value)[] others)
    {
        lock (World.Gate)
        {
            var (registered, path) = FindCommand(person, channel, command);
            var given = new CommandInput(World, discord.Payloads, channel, registered);
            return Send(InteractionKind.Autocomplete, person, channel, given.Typing(path, option, soFar, others), registered);
        }
    }

    /// <summary>Uses a context menu command on a message.</summary>
    public Sight ContextMenu(Person person, string command, Message target)
    {
        lock (World.Gate)
        {
            RequireSeen(person, target);
            var registered = Offered(person, target.Channel, command, type: 3);
            var data = new CommandInput(World, discord.Payloads, target.Channel, registered).OnMessage(target);
            return Send(InteractionKind.Command, person, target.Channel, data, registered);
        }
    }

    /// <summary>Presses a button, named by its custom id or by its label.</summary>
    public Sight Press(Person person, Message message, string button)
    {
        lock (World.Gate)
        {
            var found = Component(person, message, c => c.Integer("type") == 2 && Named(c, button), $"button '{button}'");
            if (found.Integer("style") is 5 or 6)
            {
                throw new NotPossible($"The button '{button}' leads out of Discord; the bot is told nothing.");
            }

            return Send(InteractionKind.Component, person, message.Channel, Used(found), source: message);
        }
    }

    /// <summary>Chooses in a select menu, named by its custom id or placeholder; values by value or label.</summary>
    public Sight Select(Person person, Message message, string menu, params string[] values)
    {
        lock (World.Gate)
        {
            var found = Component(person, message, c => c.Integer("type") is 3 or (>= 5 and <= 8) && Named(c, menu),
                $"menu '{menu}'");
            var (least, most) = (found.Integer("min_values") ?? 1, found.Integer("max_values") ?? 1);
            if (values.Length < least || values.Length > most)
            {
                throw new NotPossible($"The menu '{menu}' takes {least} to {most} values.");
            }

            var data = Used(found);
            data["values"] = JsonFields.Array(
                values.Select(v => JsonValue.Create(found.Integer("type") == 3 ? OptionValue(found, v) : v)));
            return Send(InteractionKind.Component, person, message.Channel, data, source: message);
        }
    }

    /// <summary>Fills in the modal that an earlier act opened, and sends it.</summary>
    /// <param name="person">Who.</param>
    /// <param name="opened">The act that opened it.</param>
    /// <param name="values">Values by the field's custom id or label; what is not named keeps what the bot put there.</param>
    public Sight SubmitModal(Person person, Sight opened, params (string Field, string Value)[] values)
    {
        lock (World.Gate)
        {
            if (opened.Interaction is not { Modal: { } modal } by || by.Person != person)
            {
                throw new NotPossible($"No modal is open for {person}.");
            }

            var data = ModalInput.Filled(modal, values);
            return Send(InteractionKind.Modal, person, by.Channel, data, source: by.Source, openedBy: by);
        }
    }

    private Sight Send(
        InteractionKind kind, Person person, Channel channel, JsonObject data, RegisteredCommand? command = null,
        Message? source = null, Interaction? openedBy = null)
    {
        var interaction = new Interaction(World.Ids.Next(), kind, person, channel, data)
        {
            Command = command, Source = source, OpenedBy = openedBy,
        };
        var sight = new Sight(discord, person, channel, interaction);
        discord.Interactions.Send(interaction);
        return sight;
    }

    private (RegisteredCommand Command, string[] Path) FindCommand(Person person, Channel channel, string command)
    {
        var words = command.TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (Offered(person, channel, words[0], type: 1), words[1..]);
    }

    private RegisteredCommand Offered(Person person, Channel channel, string name, int type) =>
        CommandsFor(person, channel).FirstOrDefault(c => c.Type == type && c.Name == name)
        ?? throw new NotPossible(discord.Commands.All.Any(c => c.Type == type && c.Name == name)
            ? $"{person} is not offered '{name}' in {channel}."
            : $"There is no command '{name}'; registered are: {string.Join(", ", discord.Commands.All.Select(c => c.Name))}.");

    private static JsonObject Component(Person person, Message message, Func<JsonObject, bool> fits, string what)
    {
        RequireSeen(person, message);
        var all = message.Body.Components.SelectMany(ComponentLimits.Within).ToList();
        var names = string.Join(", ", all.Select(c => c.Text("label") ?? c.Text("custom_id")).OfType<string>());
        var found = all.Find(c => fits(c)) ?? throw new NotPossible($"The message has no {what}; it has: {names}.");
        return found.Truth("disabled") == true ? throw new NotPossible($"The {what} is disabled.") : found;
    }

    private static void RequireSeen(Person person, Message message)
    {
        if (message.IsDeleted || !message.IsSeenBy(person)
            || !Access.In(message.Channel, person).HasFlag(Permissions.ViewChannel))
        {
            throw new NotPossible($"{person} does not see that message.");
        }
    }

    private static bool Named(JsonObject component, string name) =>
        component.Text("custom_id") == name || component.Text("label") == name || component.Text("placeholder") == name;

    private static JsonObject Used(JsonObject component) => new()
    {
        ["custom_id"] = component.Text("custom_id"), ["component_type"] = component.Integer("type"), ["id"] =
            component.Integer("id"),
    };

    private static string OptionValue(JsonObject menu, string value) =>
        (menu.Items("options") ?? []).FirstOrDefault(o => o.Text("value") == value || o.Text("label") == value).Text("value")
        ?? throw new NotPossible($"The menu offers no '{value}'.");
}
