namespace PaperBot.DiscordSimulator.World;

/// <summary>The application under test: its account, its token and what its developer switched on.</summary>
internal sealed class BotApplication(ulong id, Person user)
{
    public ulong Id { get; } = id;

    public Person User { get; } = user;

    /// <summary>What the bot has to log in with. Changes when too many identifies reset it.</summary>
    public string Token { get; set; } = "simulated.bot.token";

    /// <summary>Whether the switch for the content of messages is on in the developer portal.</summary>
    public bool MessageContent { get; set; }

    /// <summary>Whether the switch for the members of servers is on.</summary>
    public bool ServerMembers { get; set; }

    /// <summary>Whether the switch for presences is on.</summary>
    public bool Presences { get; set; }

    /// <summary>An interactions endpoint address would take the interactions away from the gateway.</summary>
    public bool HasInteractionsEndpoint { get; set; }
}
