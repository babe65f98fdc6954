using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>The kinds of interaction, with Discord's numbers.</summary>
internal enum InteractionKind
{
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}

/// <summary>How an interaction was acknowledged, with Discord's numbers.</summary>
internal enum Acknowledgement
{
    None = 0,
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    Update = 7,
    Choices = 8,
    Modal = 9,
}

/// <summary>Something a person did that the bot has to answer, and what became of it.</summary>
internal sealed class Interaction(
    ulong id, InteractionKind kind, Person person, Channel channel, JsonObject data, string? token = null)
{
    /// <summary>How long the first answer may take.</summary>
    public static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(3);

    /// <summary>How long the token is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public ulong Id { get; } = id;

    public InteractionKind Kind { get; } = kind;

    public Person Person { get; } = person;

    public Channel Channel { get; } = channel;

    /// <summary>What was done: command and options, component and values, or the modal's fields.</summary>
    public JsonObject Data { get; } = data;

    public string Token { get; } = token ?? $"interaction.{id}.{Guid.NewGuid():N}";

    public DateTimeOffset At => Snowflakes.TimeOf(Id);

    /// <summary>The command, for commands and autocomplete.</summary>
    public RegisteredCommand? Command { get; init; }

    /// <summary>The message whose component was used; for a modal, the one whose button opened it.</summary>
    public Message? Source { get; init; }

    /// <summary>For a submitted modal: the interaction that opened it.</summary>
    public Interaction? OpenedBy { get; init; }

    public Acknowledgement Acknowledged { get; set; }

    /// <summary>
    /// Whether the three seconds went by without an answer. The person reads that the application did not respond.
    /// </summary>
    public bool Failed { get; set; }

    /// <summary>The message that <c>@original</c> stands for.</summary>
    public Message? Original { get; set; }

    /// <summary>Messages that came after the first.</summary>
    public List<Message> FollowUps { get; } = [];

    /// <summary>What autocomplete offered: names with their values.</summary>
    public IReadOnlyList<(string Name, JsonNode Value)>? Choices { get; set; }

    /// <summary>The modal that was opened.</summary>
    public JsonObject? Modal { get; set; }

    /// <summary>What a message that answers this says of it.</summary>
    public AnswerTo Answer => new(
        Id, (int)Kind, Person, Command?.Name, Kind == InteractionKind.Component ? Source?.Id : null, OpenedBy?.Answer);
}
