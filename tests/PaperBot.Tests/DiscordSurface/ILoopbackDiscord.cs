using PaperBot.DiscordSurface;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>A Discord on this machine, as far as a transport is held against it: one server, channel and person, the bot.</summary>
internal interface ILoopbackDiscord : IAsyncDisposable
{
    /// <summary>Where its API is.</summary>
    string ApiAddress { get; }

    /// <summary>The bot's token there.</summary>
    Secret Token { get; }

    /// <summary>A text channel of the server, where the bot may do everything.</summary>
    Snowflake Channel { get; }

    /// <summary>The person who writes and presses.</summary>
    Snowflake Person { get; }

    /// <summary>The person writes in the channel and mentions the bot.</summary>
    /// <returns>The message's id.</returns>
    Task<Snowflake> SayAsync(string text);

    /// <summary>The person calls a slash command with one text option.</summary>
    Task CallAsync(string command, string option, string value);

    /// <summary>The person types in an option that completes.</summary>
    Task TypeAsync(string command, string option, string value);

    /// <summary>The person presses the first button of a message.</summary>
    Task PressAsync(Snowflake message);

    /// <summary>The bot's connection breaks without a word.</summary>
    Task BreakAsync();

    /// <summary>The next call that writes takes effect and is answered with 500.</summary>
    void LoseNextAnswer();

    /// <summary>Texts of the bot's messages in the channel as they stand, the oldest first, with its answers to interactions.</summary>
    IReadOnlyList<string> BotTexts { get; }

    /// <summary>What the person was offered while typing, the last time.</summary>
    IReadOnlyList<string> Offered { get; }
}
