namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>How a connection ended.</summary>
/// <param name="Next">What to do.</param>
/// <param name="Reason">A sentence for an administrator.</param>
internal sealed record ConnectionEnd(NextStep Next, string Reason)
{
    /// <summary>Discord's number, where it closed the connection with one.</summary>
    public int? CloseCode { get; init; }

    /// <summary>True when a frame could not be read.</summary>
    public bool IsGarbled { get; init; }

    /// <summary>What a close code means; see Discord's table of gateway close event codes.</summary>
    /// <param name="code">None when the connection just broke.</param>
    public static ConnectionEnd After(int? code) => (code switch
    {
        // 4004 and 4010 to 4014 must not be tried again.
        4004 => Stop("Discord does not take the bot's token. Make a new one on the page Bot of the developer portal "
            + "(https://discord.com/developers/applications) and set it as PAPERBOT__Discord__Token."),
        4010 => Stop("Discord rejects the shard the bot asked for. The bot asks for none, so something between changes what it "
            + "sends: set Discord:ApiAddress back to https://discord.com/api/v10."),
        4011 => Stop("The bot is in too many servers for one connection (Discord asks for shards from 2500 on). "
            + "Remove it from some."),
        4012 => Stop("Discord no longer serves version 10 of its gateway. A newer version of PaperBot is needed."),
        4013 => Stop("Discord does not know the intents the bot asked for. A newer version of PaperBot is needed."),
        4014 => Stop("The bot may not read all messages. In the developer portal (https://discord.com/developers/applications), "
            + "page Bot, switch on “Message Content Intent”, or set Discord:MessageContentIntent to false."),
        4003 or 4005 or 4007 or 4008 or 1000 => new ConnectionEnd(
            NextStep.Identify, $"Discord ended the session ({code}); a new one is started."),
        null => new ConnectionEnd(NextStep.Resume, "The connection to Discord broke; it is taken up again."),
        _ => new ConnectionEnd(NextStep.Resume, $"Discord closed the connection ({code}); it is taken up again."),
    }) with
    {
        CloseCode = code,
    };

    private static ConnectionEnd Stop(string remedy) => new(NextStep.Stop, remedy);
}

/// <summary>What follows the end of a connection.</summary>
internal enum NextStep
{
    /// <summary>Connect and go on with the session.</summary>
    Resume,

    /// <summary>Connect and start a new session.</summary>
    Identify,

    /// <summary>Nothing: a person must do something.</summary>
    Stop,

    /// <summary>Nothing: the end was asked for.</summary>
    Done,
}
