using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.People;

/// <summary>
/// What a person sees of the bot in a channel from the moment of an action on. Waits end with an exception that carries what the
/// person did see. Their patience is real time, also where the simulated clock stands still.
/// </summary>
internal sealed class Sight
{
    /// <summary>How long to wait when nothing else is said.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SimulatedDiscord discord;
    private readonly Person person;
    private readonly ulong since;

    public Sight(SimulatedDiscord discord, Person person, Channel channel, Interaction? interaction = null)
    {
        (this.discord, this.person, Channel, Interaction) = (discord, person, channel, interaction);
        since = interaction?.Id ?? discord.World.Ids.Next();
    }

    public Channel Channel { get; }

    /// <summary>What the bot was sent, when the action made an interaction.</summary>
    public Interaction? Interaction { get; }

    /// <summary>The person's own message, when the action wrote one.</summary>
    public Message? Said { get; init; }

    /// <summary>The bot's messages since, as far as the person sees them, oldest first.</summary>
    public IReadOnlyList<Message> Messages
    {
        get
        {
            lock (discord.World.Gate)
            {
                return [.. Channel.Messages.Where(m => m.Id > since && m.Author == discord.World.Bot.User && m.IsSeenBy(person))];
            }
        }
    }

    /// <summary>Waits for a message of the bot that fits; one that is more than "thinking" when nothing else is said.</summary>
    public Task<Message> MessageAsync(Func<Message, bool>? fits = null, TimeSpan? patience = null) =>
        WaitAsync(() => Messages.FirstOrDefault(m => !m.IsLoading && (fits?.Invoke(m) ?? true)), "a message of the bot",
            patience);

    /// <summary>Waits until so many messages of the bot are there.</summary>
    public Task<IReadOnlyList<Message>> MessagesAsync(int count, TimeSpan? patience = null) => WaitAsync(
        () => Messages.Where(m => !m.IsLoading).ToList() is { } all && all.Count >= count ? (IReadOnlyList<Message>)all : null,
        $"{count} messages of the bot", patience);

    /// <summary>Waits until the bot shows as typing or thinking, or has written.</summary>
    public Task WorkingAsync(TimeSpan? patience = null) => WaitAsync(
        () =>
            Messages.Count > 0 || discord.Act.IsTyping(Channel, discord.World.Bot.User) ? this : null,
            "a sign that the bot works", patience);

    /// <summary>Waits until the bot has written and then left its messages alone for a while.</summary>
    /// <param name="quiet">How long nothing may change, in real time.</param>
    /// <param name="patience">How long to wait for it all.</param>
    public async Task<Message> SettledAsync(TimeSpan? quiet = null, TimeSpan? patience = null)
    {
        var message = await MessageAsync(patience: patience).ConfigureAwait(false);
        var (length, state) = (quiet ?? TimeSpan.FromMilliseconds(1500), State());
        while (true)
        {
            await Task.Delay(length).ConfigureAwait(false);
            if (State() is var now && now == state)
            {
                return message;
            }
            else
            {
                state = now;
            }
        }
    }

    /// <summary>Waits until a message is edited, from how it stands at the call, in a way that fits.</summary>
    public Task<Message> EditedAsync(Message message, Func<Message, bool>? fits = null, TimeSpan? patience = null)
    {
        var before = message.Earlier.Count;
        return EditedAsync(message, before, fits, patience);
    }

    /// <summary>Waits until a message was edited more than <paramref name="before"/> times, in a way that fits.</summary>
    public Task<Message> EditedAsync(Message message, int before, Func<Message, bool>? fits = null, TimeSpan? patience = null) =>
        WaitAsync(() => message.Earlier.Count > before && (fits?.Invoke(message) ?? true) ? message : null,
            "an edit of a message", patience);

    /// <summary>Waits for what autocomplete offers: names with their values.</summary>
    public Task<IReadOnlyList<(string Name, JsonNode Value)>> ChoicesAsync(TimeSpan? patience = null) =>
        WaitAsync(() => Interaction?.Choices, "choices", patience);

    /// <summary>Waits for a modal to open.</summary>
    public Task<JsonObject> ModalAsync(TimeSpan? patience = null) => WaitAsync(() => Interaction?.Modal, "a modal", patience);

    /// <summary>Waits until the interaction was acknowledged in whatever way.</summary>
    public Task<Interaction> AcknowledgedAsync(TimeSpan? patience = null) => WaitAsync(
        () => Interaction is { } i && i.Acknowledged != Acknowledgement.None ? i : null, "an acknowledgement", patience);

    /// <summary>Waits until the person reads that the application did not respond.</summary>
    public Task<Interaction> FailedAsync(TimeSpan? patience = null) =>
        WaitAsync(() => Interaction is { Failed: true } i ? i : null, "the sentence that the application did not respond",
            patience);

    private string State() => string.Join(' ', Messages.Select(m => $"{m.Id}:{m.Earlier.Count}:{m.IsLoading}"));

    private async Task<T> WaitAsync<T>(Func<T?> look, string what, TimeSpan? patience)
        where T : class
    {
        var limit = patience ?? Patience;
        using var changed = new SemaphoreSlim(0);
        using var messages = discord.World.Changes.Listen(_ => Release(changed));
        using var interactions = discord.Interactions.Changes.Listen(_ => Release(changed));
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            lock (discord.World.Gate)
            {
                if (look() is { } found)
                {
                    return found;
                }
            }

            var left = limit - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !await changed.WaitAsync(left).ConfigureAwait(false))
            {
                throw new TimeoutException(
                    $"{person} waited {limit.TotalSeconds:0.#} s for {what} in {Channel} and sees:\n"
                    + discord.Act.TranscriptFor(person, Channel));
            }
        }
    }

    private static void Release(SemaphoreSlim changed)
    {
        try
        {
            changed.Release();
        }
        catch (ObjectDisposedException)
        {
            // The wait ended while the change was told.
        }
    }
}
