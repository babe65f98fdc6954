namespace PaperBot.DiscordSimulator.World;

/// <summary>Somebody with an account: a human or the bot.</summary>
internal sealed class Person(ulong id, string name, bool isBot = false)
{
    public ulong Id { get; } = id;

    public string Name { get; } = name;

    public bool IsBot { get; } = isBot;

    /// <summary>The language their client is set to, such as <c>en-US</c> or <c>de</c>.</summary>
    public string Locale { get; set; } = "en-US";

    /// <summary>Whether they refuse private messages from the bot.</summary>
    public bool RefusesDirectMessages { get; set; }

    /// <summary>How the person is mentioned in text.</summary>
    public string Mention => $"<@{Id}>";

    public override string ToString() => Name;
}
