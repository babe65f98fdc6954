using System.ComponentModel.DataAnnotations;

namespace PaperBot.DiscordSurface;

/// <summary>Settings section <c>Discord</c>: how the bot reaches Discord.</summary>
public sealed class DiscordOptions
{
    public const string Section = "Discord";

    /// <summary>
    /// Of the bot, from the developer portal. From the environment only; empty leaves Discord out.
    /// </summary>
    public Secret Token { get; set; } = new("");

    /// <summary>What speaks with Discord.</summary>
    public DiscordLibrary Library { get; set; } = DiscordLibrary.Auto;

    /// <summary>Where Discord's API is: https, or http on this machine.</summary>
    [Required]
    public string ApiAddress { get; set; } = "https://discord.com/api/v10";

    /// <summary>
    /// Whether messages that do not mention the bot may be read. Needs the switch “Message Content Intent” of the developer
    /// portal.
    /// </summary>
    public bool MessageContentIntent { get; set; }

    /// <summary>
    /// Id of the one server that gets the commands, at once and nowhere else, for trying things out; empty for all servers.
    /// Commands left where they no longer belong are taken away.
    /// </summary>
    public string TestServer { get; set; } = "";

    /// <summary>Seconds until a call without an answer is given up or repeated.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Seconds a call may wait for Discord's limits before it fails.</summary>
    [Range(1, 3600)]
    public int PatienceSeconds { get; set; } = 300;

    /// <summary>
    /// New sessions within an hour that start without delay. A bot that starts over more often waits, up to ten minutes each
    /// time,
    /// because Discord voids a token that starts 1000 sessions a day.
    /// </summary>
    [Range(1, 500)]
    public int FreeSessionsPerHour { get; set; } = 5;

    /// <summary>Ids of the servers that are answered, with commas between them; empty for all.</summary>
    public string Servers { get; set; } = "";

    /// <summary>Ids of the channels that are answered, their threads among them; empty for all.</summary>
    public string Channels { get; set; } = "";

    /// <summary>Ids of the roles one of which a person must have to be answered; empty for everybody.</summary>
    public string Roles { get; set; } = "";

    /// <summary>
    /// Ids of channels where every message is a question; counts only with <see cref="MessageContentIntent"/>.
    /// </summary>
    public string QuestionChannels { get; set; } = "";

    /// <summary>MiB that a file given to <c>/add</c> may have.</summary>
    [Range(1, 25)]
    public int LargestListing { get; set; } = 5;

    /// <summary>
    /// Minutes that are read back after a restart or a lost connection for questions that nobody answered; 0 for none.
    /// </summary>
    [Range(0, 1440)]
    public int ReadBackMinutes { get; set; } = 10;

    /// <summary>How many messages of one server are taken in a minute, whoever writes them.</summary>
    [Range(1, 10_000)]
    public int PerServerPerMinute { get; set; } = 300;
}

/// <summary>What may speak with Discord.</summary>
public enum DiscordLibrary
{
    /// <summary>Discord.Net where it was built in, else the project's own gateway and REST client.</summary>
    Auto,

    /// <summary>The project's own.</summary>
    BuiltIn,

    /// <summary>Discord.Net and nothing else.</summary>
    DiscordNet,
}
