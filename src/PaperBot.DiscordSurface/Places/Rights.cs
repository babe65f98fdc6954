namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// What a member may do, by Discord's rule: the roles together, then what the channel takes from and gives to everybody, to the
/// roles, to the member. Owners and administrators may do everything.
/// </summary>
internal static class Rights
{
    private const DiscordPermissions Everything = (DiscordPermissions)ulong.MaxValue;

    /// <summary>In a server, apart from its channels.</summary>
    public static DiscordPermissions In(DiscordGuild guild, Snowflake person, IReadOnlyList<Snowflake> roles)
    {
        if (guild.OwnerId == person)
        {
            return Everything;
        }

        var all = guild.Roles.Where(r => r.Id == guild.Id || roles.Contains(r.Id))
            .Aggregate(DiscordPermissions.None, (rights, role) => rights | role.Permissions);
        return all.HasFlag(DiscordPermissions.Administrator) ? Everything : all;
    }

    /// <summary>In a channel of a server; of a thread, its parent is to be given.</summary>
    public static DiscordPermissions In(
        DiscordGuild guild, Snowflake person, IReadOnlyList<Snowflake> roles, DiscordChannel channel)
    {
        var rights = In(guild, person, roles);
        if (rights == Everything)
        {
            return rights;
        }

        var overwrites = channel.PermissionOverwrites;
        rights = Apply(rights, overwrites.Where(o => o.Id == guild.Id));
        rights = Apply(rights, overwrites.Where(o => o.Type == OverwriteType.Role && o.Id != guild.Id && roles.Contains(o.Id)));
        return Apply(rights, overwrites.Where(o => o.Type == OverwriteType.Member && o.Id == person));
    }

    /// <summary>Whether somebody with these rights in a server looks after it.</summary>
    public static bool LooksAfter(DiscordPermissions rights) =>
        (rights & (DiscordPermissions.ManageGuild | DiscordPermissions.Administrator)) != 0;

    private static DiscordPermissions Apply(DiscordPermissions rights, IEnumerable<PermissionOverwrite> overwrites)
    {
        var (allow, deny) = overwrites.Aggregate(
            (DiscordPermissions.None, DiscordPermissions.None), (all, o) => (all.Item1 | o.Allow, all.Item2 | o.Deny));
        return (rights & ~deny) | allow;
    }
}
