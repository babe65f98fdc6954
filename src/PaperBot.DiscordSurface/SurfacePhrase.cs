using System.Reflection;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface;

/// <summary>What the bot says in Discord beside the phrases of every place; see <see cref="Phrase"/>.</summary>
internal static class SurfacePhrase
{
    // Whom and where it answers.
    public static readonly Phrase OnlyInServers = new(
        "I answer only in certain servers and channels, not in direct messages. Please ask me there.");

    public static readonly Phrase NotThisServer = new(
        "I do not answer in this server. Whoever runs me can allow it with the setting `Discord:Servers`.");

    public static readonly Phrase NotThisChannel = new("I do not answer in this channel, but I do in {0}.");
    public static readonly Phrase UnnamedChannel = new("channel {0}");
    public static readonly Phrase NotThisPerson = new(
        "I answer only people with certain roles here. Somebody who looks after this server can give you one.");

    public static readonly Phrase ServerTooFast = new("This server asked {0} times within a minute. Please wait {1} seconds.");
    public static readonly Phrase CannotRead = new(
        "I cannot read that: Discord shows me only messages that mention me, ping me in a reply to a message I wrote without a "
        + "command, or come directly. Please mention me, or use `/ask`.");

    // Buttons, forms and menus.
    public static readonly Phrase UnknownCommand = new(
        "I do not know this command any more. Discord shows the new ones in a minute.");

    public static readonly Phrase NothingToRead = new("That message has no text that I could read.");
    public static readonly Phrase UnknownButton = new(
        "This button is from an earlier version of me and does nothing any more; `/help` says what is possible.");

    public static readonly Phrase OldButton = new("This button is too old; `/{0}` does the same.");
    public static readonly Phrase EmptyForm = new("The form was empty, so that nothing was done.");

    // Sharing.
    public static readonly Phrase LabelShare = new("Share with channel");
    public static readonly Phrase LabelShared = new("Shared");
    public static readonly Phrase SharedBy = new("*Shared by {0}*");
    public static readonly Phrase TooOldToShare = new(
        "I no longer have the whole of this reply, so that it cannot be shared. Please ask for it anew, or copy it.");

    public static readonly Phrase MayNotShare = new("You may not write in this channel, so that nothing was shared.");
    public static readonly Phrase NotShared = new("That could not be shared. Please try again.");

    // Replies that take another way.
    public static readonly Phrase For = new("*For {0}*");
    public static readonly Phrase NotTaken = new(
        "I have a reply, but Discord does not take it, perhaps because of a filter of this server.");

    public static readonly Phrase Filtered = new("I have an answer, but this server's filter (AutoMod) does not let it through.");
    public static readonly Phrase AboutLocked = new("This is about {0}, which is locked.");
    public static readonly Phrase AskedElsewhere = new("You asked me in {0}, where I may not write. So here is my answer.");
    public static readonly Phrase AskedInGone = new("You asked me in a channel that is gone. So here is my answer.");
    public static readonly Phrase WithoutLinks = new("*Without links, which this server's filter (AutoMod) stops.*");
    public static readonly Phrase FileLeftOut = new("*One file is too large to be sent here.*");
    public static readonly Phrase FilesLeftOut = new("*{0} files are too many or too large to be sent here.*");

    // Files given to a command.
    public static readonly Phrase FileTooLarge = new(
        "{0} is larger than {1} MiB, the most that is taken at a time. Split it, or have whoever runs me "
        + "raise `Discord:LargestListing`.");

    public static readonly Phrase FileElsewhere = new("{0} does not lie at Discord, so it was not fetched.");
    public static readonly Phrase FileGone = new("{0} is no longer there. Please send it again.");
    public static readonly Phrase FileSlow = new("{0} did not arrive within a minute. Please try again.");
    public static readonly Phrase FileFailed = new("{0} could not be fetched from Discord. Please try again.");

    // To whoever looks after a server.
    public static readonly Phrase LeftServer = new(
        "I was removed from the server “{0}”, so its digest does not come any more. After adding me again, "
        + "`/digest schedule` starts it anew.");

    public static readonly Phrase ChannelGone = new(
        "The channel {0}, to which a digest came, is gone, so that digest does not come any more. In another channel, "
        + "`/digest schedule` starts one.");

    public static readonly Phrase ServerGone = new(
        "I am no longer in the server of channel {0}, to which a digest came, so that digest does not come any more. After adding "
        + "me again, `/digest schedule` starts it anew.");

    public static readonly Phrase Rights = new(
        "View Channel, Send Messages, Send Messages in Threads, Embed Links, Attach Files and Read Message History");

    public static readonly Phrase NoSuchChannel = new("Channel {0} is gone; choose another one with `/digest channel`.");
    public static readonly Phrase NoSuchMessage = new("The message in channel {0} is gone.");
    public static readonly Phrase CannotSee = new("I cannot see channel {0} ({1}); give me {2} there.");
    public static readonly Phrase MayNotWrite = new("I may not write in channel {0} ({1}); give me {2} there.");
    public static readonly Phrase NoDirectMessages = new("That person takes no direct messages from me.");
    public static readonly Phrase WrongChannel = new(
        "Channel {0} is no channel for messages; choose another one with `/digest channel`.");

    public static readonly Phrase ThreadLocked = new("The thread {0} ({1}) is locked; unlock it, or choose another place.");
    public static readonly Phrase KeptOut = new(
        "The server's filter (AutoMod) keeps my messages out of channel {0} ({1}); add an exception for me.");

    public static readonly Phrase WrongForm = new("Discord does not take this message: {0}");

    /// <summary>Every phrase there is.</summary>
    public static IReadOnlyList<Phrase> All { get; } =
    [
        .. typeof(SurfacePhrase).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetValue(null)).OfType<Phrase>(),
    ];
}
