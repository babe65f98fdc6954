using System.Globalization;
using PaperBot.DiscordSurface.Places;

namespace PaperBot.DiscordSurface.Setup;

/// <summary>How serious a finding is.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Something will not work somewhere.</summary>
    Warning,

    /// <summary>The bot cannot work.</summary>
    Problem,
}

/// <summary>One thing looked at.</summary>
/// <param name="What">What was looked at, in a few words.</param>
/// <param name="Level">How it stands.</param>
/// <param name="Detail">A sentence.</param>
/// <param name="Fix">A sentence on what to do; empty when it is fine.</param>
internal sealed record SetupFinding(string What, FindingLevel Level, string Detail, string Fix = "");

/// <summary>Asks Discord whether the bot can work: token, application, sessions of the day, rights in every channel.</summary>
internal sealed class SetupCheck(IDiscordTransport discord, DiscordOptions options)
{
    // Below this a bot that starts over and over could use up what is left.
    private const int FewSessions = 50;

    /// <summary>What was found, the token first; without a token that Discord takes, nothing else can be asked.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IReadOnlyList<SetupFinding>> RunAsync(CancellationToken cancellationToken)
    {
        DiscordUser me;
        try
        {
            me = await discord.MeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException failed)
        {
            return [TokenFinding(failed)];
        }

        List<SetupFinding> found = [new("Discord token", FindingLevel.Fine, $"Discord knows the bot as {me.Name}.")];
        await AddAsync(found, "application", () => ApplicationAsync(cancellationToken)).ConfigureAwait(false);
        await AddAsync(found, "sessions", () => SessionsAsync(cancellationToken)).ConfigureAwait(false);
        await AddAsync(found, "servers", () => ServersAsync(me.Id, cancellationToken)).ConfigureAwait(false);
        return found;
    }

    private static SetupFinding TokenFinding(DiscordException failed) => failed.Kind == DiscordErrorKind.TokenRejected
        ? new(
            "Discord token", FindingLevel.Problem, "Discord does not take the token.",
            "Copy it anew from the page Bot of the developer portal (Reset Token) into PAPERBOT__Discord__Token.")
        : new("Discord", FindingLevel.Problem, $"Discord cannot be asked: {failed.Message}", "Check the connection and try again.");

    // One question that fails hides no other.
    private static async Task AddAsync(
        List<SetupFinding> found, string what, Func<Task<IReadOnlyList<SetupFinding>>> ask)
    {
        try
        {
            found.AddRange(await ask().ConfigureAwait(false));
        }
        catch (DiscordException failed)
        {
            found.Add(new(what, FindingLevel.Warning, $"It could not be asked: {failed.Message}", "Try again."));
        }
    }

    private async Task<IReadOnlyList<SetupFinding>> ApplicationAsync(CancellationToken cancellationToken)
    {
        var application = await discord.ApplicationAsync(cancellationToken).ConfigureAwait(false);
        List<SetupFinding> found = [];
        if (application.InteractionsEndpointUrl is { Length: > 0 })
        {
            found.Add(new(
                "interactions", FindingLevel.Problem, "Discord sends commands and buttons to a web address and none to the bot.",
                "Empty Interactions Endpoint URL on the page General Information of the developer portal."));
        }

        if (options.MessageContentIntent && !application.MayReadMessages)
        {
            found.Add(new(
                "message content", FindingLevel.Problem, "Discord:MessageContentIntent is on, and Discord does not allow it.",
                "Turn Message Content Intent on, on the page Bot of the developer portal, or the setting off."));
        }
        else
        {
            found.Add(new("message content", FindingLevel.Fine, options.MessageContentIntent
                ? "Messages are read also where they do not mention the bot."
                : "Only messages to the bot are read: mentions, replies, direct messages, commands."));
        }

        return found;
    }

    private async Task<IReadOnlyList<SetupFinding>> SessionsAsync(CancellationToken cancellationToken)
    {
        var limit = (await discord.GatewayAsync(cancellationToken).ConfigureAwait(false)).SessionStartLimit;
        var left = string.Create(CultureInfo.InvariantCulture, $"{limit.Remaining} of {limit.Total} new sessions are left today.");
        return
        [
            limit.Remaining < FewSessions
                ? new("sessions", FindingLevel.Warning, left, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Find out why the bot starts so often; they are all there again in {TimeSpan.FromMilliseconds(limit.ResetAfter).TotalHours:0.#} hours."))
                : new("sessions", FindingLevel.Fine, left),
        ];
    }

    private async Task<IReadOnlyList<SetupFinding>> ServersAsync(Snowflake me, CancellationToken cancellationToken)
    {
        var guilds = await discord.GuildsAsync(cancellationToken).ConfigureAwait(false);
        if (guilds.Count == 0)
        {
            return [new("servers", FindingLevel.Warning, "The bot is in no server.", "Invite it: `paperbot discord invite` prints the link.")];
        }

        List<SetupFinding> found = [];
        foreach (var known in guilds)
        {
            await AddAsync(found, $"server {known.Name}", () => ServerAsync(known.Id, me, cancellationToken)).ConfigureAwait(false);
        }

        return found;
    }

    private async Task<IReadOnlyList<SetupFinding>> ServerAsync(Snowflake id, Snowflake me, CancellationToken cancellationToken)
    {
        var guild = await discord.GuildAsync(id, cancellationToken).ConfigureAwait(false);
        var member = await discord.MemberAsync(id, me, cancellationToken).ConfigureAwait(false);
        var channels = await discord.GuildChannelsAsync(id, cancellationToken).ConfigureAwait(false);
        var written = channels.Where(c => c.Type is ChannelType.Text or ChannelType.Announcement).ToList();
        var lacking = written
            .Select(c => (Channel: c, Missing: NeededRights.MissingFrom(Usable(Rights.In(guild, me, member.Roles, c)))))
            .Where(c => c.Missing.Count > 0)
            .ToList();
        var fine = written.Count - lacking.Count;
        return
        [
            new(
                $"server {guild.Name}", fine > 0 ? FindingLevel.Fine : FindingLevel.Warning,
                string.Create(CultureInfo.InvariantCulture, $"The bot has all its rights in {fine} of {written.Count} channels."),
                fine > 0 ? "" : "Give the bot's role the rights named below, or invite it anew with `paperbot discord invite`."),
            .. lacking.Select(c => new SetupFinding(
                $"#{c.Channel.Name} in {guild.Name}", FindingLevel.Warning,
                c.Missing.Count == NeededRights.MissingFrom(DiscordPermissions.None).Count
                    ? "The bot does not see this channel."
                    : $"Missing here: {string.Join(", ", c.Missing)}.",
                "Change it under Edit Channel, Permissions, if the bot is wanted there.")),
        ];
    }

    // Without seeing a channel nothing is possible there.
    private static DiscordPermissions Usable(DiscordPermissions rights) =>
        rights.HasFlag(DiscordPermissions.ViewChannel) ? rights : DiscordPermissions.None;
}
