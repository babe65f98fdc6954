namespace PaperBot.DiscordSurface.Setup;

/// <summary>
/// What a member may do in a channel: the roles' permissions together, then what the channel says of everybody, of the roles, of
/// the member (Discord's documentation, "Permissions", section "Permission Overwrites"). Pure.
/// </summary>
internal static class ChannelRights
{
    // What an administrator and an owner have.
    private const DiscordPermissions Everything = (DiscordPermissions)ulong.MaxValue;

    /// <summary>In the server as a whole.</summary>
    /// <param name="guild">With its roles.</param>
    /// <param name="user">Who.</param>
    /// <param name="roles">The member's, without the one everybody has.</param>
    public static DiscordPermissions InGuild(DiscordGuild guild, Snowflake user, IReadOnlyList<Snowflake> roles)
    {
        if (guild.OwnerId == user)
        {
            return Everything;
        }

        var held = guild.Roles.Where(r => r.Id == guild.Id || roles.Contains(r.Id))
            .Aggregate(DiscordPermissions.None, (all, role) => all | role.Permissions);
        return held.HasFlag(DiscordPermissions.Administrator) ? Everything : held;
    }

    /// <summary>In one channel; a thread's are those of its parent.</summary>
    /// <param name="guild">With its roles.</param>
    /// <param name="channel">Of that server, no thread.</param>
    /// <param name="user">Who.</param>
    /// <param name="roles">The member's, without the one everybody has.</param>
    public static DiscordPermissions In(
        DiscordGuild guild, DiscordChannel channel, Snowflake user, IReadOnlyList<Snowflake> roles)
    {
        var rights = InGuild(guild, user, roles);
        if (rights == Everything)
        {
            return rights;
        }

        rights = With(rights, channel.PermissionOverwrites.Where(o => o.Type == OverwriteType.Role && o.Id == guild.Id));
        rights = With(rights, channel.PermissionOverwrites.Where(o => o.Type == OverwriteType.Role && roles.Contains(o.Id)));
        rights = With(rights, channel.PermissionOverwrites.Where(o => o.Type == OverwriteType.Member && o.Id == user));

        // Without seeing a channel nothing is possible there.
        return rights.HasFlag(DiscordPermissions.ViewChannel) ? rights : DiscordPermissions.None;
    }

    // What several roles say counts at once: what one allows, another's denial does not take away.
    private static DiscordPermissions With(DiscordPermissions rights, IEnumerable<PermissionOverwrite> overwrites)
    {
        var (allow, deny) = (DiscordPermissions.None, DiscordPermissions.None);
        foreach (var overwrite in overwrites)
        {
            (allow, deny) = (allow | overwrite.Allow, deny | overwrite.Deny);
        }

        return (rights & ~deny) | allow;
    }
}
