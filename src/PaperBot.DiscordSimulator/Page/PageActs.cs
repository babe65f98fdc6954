using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>Does what the page asks for, as the person it looks through; what Discord would not let them do is refused.</summary>
internal sealed class PageActs(SimulatedDiscord discord)
{
    private const int MostOpen = 200;
    private static readonly TimeSpan CompletionTime = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<ulong, Sight> open = new();
    private readonly ConcurrentQueue<ulong> order = new();

    private DiscordWorld World => discord.World;

    /// <summary>Does it.</summary>
    /// <exception cref="NotPossible">Refused, with the sentence that says why.</exception>
    /// <returns>What the page needs at once: the id of the interaction, or what autocomplete offers.</returns>
    public async Task<JsonObject> DoAsync(Person person, JsonObject asked)
    {
        var act = PageInput.Text(asked, "do");
        if (act == "modal")
        {
            return Sent(Submit(person, asked));
        }

        var channel = ChannelOf(person, asked);
        switch (act)
        {
            case "say":
                return Say(person, channel, asked);
            case "typing":
                discord.Act.StartTyping(person, channel);
                return [];
            case "slash":
                var options = Options(person, channel, asked, typed: null);
                return Sent(discord.Act.Slash(person, channel, PageInput.Text(asked, "command"), options));
            case "complete":
                return await CompleteAsync(person, channel, asked).ConfigureAwait(false);
        }

        var message = MessageOf(person, channel, asked);
        switch (act)
        {
            case "press":
                return Sent(discord.Act.Press(person, message, PageInput.Text(asked, "button")));
            case "select":
                return Sent(discord.Act.Select(person, message, PageInput.Text(asked, "menu"), PageInput.Texts(asked, "values")));
            case "menu":
                return Sent(discord.Act.ContextMenu(person, PageInput.Text(asked, "command"), message));
            case "react":
                World.React(message, person, PageInput.Emoji(asked), asked.Truth("remove") != true);
                return [];
            case "edit":
                discord.Act.Edit(person, message, PageInput.Text(asked, "text"));
                return [];
            case "delete":
                Delete(person, message);
                return [];
            case "thread":
                var thread = discord.Act.StartThread(person, message, PageInput.Name(asked));
                return new JsonObject { ["channel"] = PeoplePayloads.Text(thread.Id) };
            default:
                throw new NotPossible($"“{act}” is nothing that can be done here.");
        }
    }

    /// <summary>A channel that the person sees.</summary>
    public Channel ChannelOf(Person person, JsonObject asked)
    {
        var found = asked.Id("channel") is { } id ? World.FindChannel(id) : null;
        return found is not null && Access.In(found, person).HasFlag(Permissions.ViewChannel)
            ? found
            : throw new NotPossible($"{person} sees no such channel.");
    }

    private static Message MessageOf(Person person, Channel channel, JsonObject asked)
    {
        var found = asked.Id("message") is { } id ? channel.Find(id) : null;
        return found is not null && found.IsSeenBy(person) ? found : throw new NotPossible($"{person} sees no such message.");
    }

    private JsonObject Say(Person person, Channel channel, JsonObject asked)
    {
        var (text, files) = (asked.Text("text") ?? "", PageInput.Files(asked));
        if (string.IsNullOrWhiteSpace(text) && files.Length == 0)
        {
            throw new NotPossible("An empty message cannot be sent.");
        }

        lock (World.Gate)
        {
            var repliesTo = asked.Id("reply") is not null
                ? MessageOf(person, channel, new JsonObject { ["message"] = asked["reply"]!.DeepClone() })
                : null;
            var said = discord.Act.Say(person, channel, text, repliesTo, asked.Truth("ping") != false, files).Said!;
            return new JsonObject { ["message"] = PeoplePayloads.Text(said.Id) };
        }
    }

    private void Delete(Person person, Message message)
    {
        if (message.IsEphemeral && message.OnlyFor != person)
        {
            throw new NotPossible($"{person} sees no such message.");
        }

        discord.Act.Delete(person, message);
    }

    private async Task<JsonObject> CompleteAsync(Person person, Channel channel, JsonObject asked)
    {
        var option = PageInput.Text(asked, "option");
        var sight = discord.Act.Autocomplete(
            person, channel, PageInput.Text(asked, "command"), option, asked.Text("text") ?? "",
            Options(person, channel, asked, typed: option));
        try
        {
            var choices = await sight.ChoicesAsync(CompletionTime).ConfigureAwait(false);
            return new JsonObject
            {
                ["choices"] = JsonFields.Array(choices.Select(c => new JsonObject
                {
                    ["name"] = c.Name, ["value"] = c.Value.DeepClone(),
                })),
            };
        }
        catch (TimeoutException)
        {
            throw new NotPossible("Loading options failed.");
        }
    }

    private Sight Submit(Person person, JsonObject asked)
    {
        if (asked.Id("interaction") is not { } id || OpenedBefore(person, id) is not { } opened)
        {
            throw new NotPossible("That form is no longer open.");
        }

        var values = (asked.Part("values") ?? []).Select(v => (v.Key, JsonFields.AsText(v.Value) ?? "")).ToArray();
        return discord.Act.SubmitModal(person, opened, values);
    }

    // A form may have been opened in a run of the server before this one.
    private Sight? OpenedBefore(Person person, ulong id)
    {
        if (open.TryGetValue(id, out var opened))
        {
            return opened;
        }

        lock (World.Gate)
        {
            return discord.Interactions.Find(id) is { Modal: not null } known && known.Person == person
                ? new Sight(discord, person, known.Channel, known)
                : null;
        }
    }

    private JsonObject Sent(Sight sight)
    {
        var id = sight.Interaction!.Id;
        open[id] = sight;
        order.Enqueue(id);
        if (order.Count > MostOpen && order.TryDequeue(out var oldest))
        {
            open.TryRemove(oldest, out _);
        }

        return new JsonObject { ["interaction"] = PeoplePayloads.Text(id) };
    }

    private (string Name, object Value)[] Options(Person person, Channel channel, JsonObject asked, string? typed)
    {
        var path = PageInput.Text(asked, "command").TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<JsonObject> known = discord.Act.CommandsFor(person, channel)
            .FirstOrDefault(c => c.Type == 1 && c.Name == path.FirstOrDefault())?.Options.OfType<JsonObject>() ?? [];
        foreach (var step in path.Skip(1))
        {
            known = known.FirstOrDefault(o => o.Text("name") == step)?.Items("options")?.OfType<JsonObject>() ?? [];
        }

        var types = known.ToDictionary(o => o.Text("name")!, o => (int)(o.Integer("type") ?? 3), StringComparer.Ordinal);
        return
        [
            .. (asked.Part("options") ?? []).Where(o => o.Key != typed && o.Value is not null)
                .Select(o => (o.Key, PageInput.Option(World, types.GetValueOrDefault(o.Key, 3), o.Key, o.Value!))),
        ];
    }
}
