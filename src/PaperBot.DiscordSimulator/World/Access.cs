namespace PaperBot.DiscordSimulator.World;

/// <summary>Who may do what where: roles added up, then the channel's overwrites, in Discord's order.</summary>
internal static class Access
{
    /// <summary>Permissions in the guild as a whole; none for somebody who is no member.</summary>
    public static Permissions In(Guild guild, Person person)
    {
        if (!guild.Members.TryGetValue(person.Id, out var member))
        {
            return Permissions.None;
        }

        if (guild.Owner.Id == person.Id)
        {
            return Permissions.All;
        }

        var sum = member.Roles.Aggregate(guild.Everyone.Permissions, (all, role) => all | role.Permissions);
        return sum.HasFlag(Permissions.Administrator) ? Permissions.All : sum;
    }

    /// <summary>Permissions in a channel. A thread has its parent's; a conversation in private belongs to those in it.</summary>
    public static Permissions In(Channel channel, Person person)
    {
        if (channel.Guild is not { } guild)
        {
            return channel.Recipients.Contains(person) ? Permissions.Everyday : Permissions.None;
        }

        var granted = In(guild, person);
        if (granted == Permissions.All || granted == Permissions.None)
        {
            return granted;
        }

        var member = guild.Members[person.Id];
        var place = channel.Parent ?? channel;
        granted = Apply(granted, place.Overwrites.Where(o => o.Id == guild.Id));
        granted = Apply(granted, place.Overwrites.Where(o => o.IsRole && member.Roles.Any(r => r.Id == o.Id)));
        granted = Apply(granted, place.Overwrites.Where(o => !o.IsRole && o.Id == person.Id));
        return granted.HasFlag(Permissions.ViewChannel) ? WithoutWhatNeedsSending(granted, channel) : Permissions.None;
    }

    /// <summary>Whether the person may write in the channel as it stands: threads have a right of their own.</summary>
    public static bool MayWrite(Channel channel, Person person) => In(channel, person).HasFlag(Writing(channel));

    private static Permissions Writing(Channel channel) =>
        channel.IsThread ? Permissions.SendMessagesInThreads : Permissions.SendMessages;

    private static Permissions Apply(Permissions granted, IEnumerable<Overwrite> overwrites)
    {
        var all = overwrites.ToList();
        var denied = all.Aggregate(Permissions.None, (sum, o) => sum | o.Deny);
        var allowed = all.Aggregate(Permissions.None, (sum, o) => sum | o.Allow);
        return (granted & ~denied) | allowed;
    }

    private static Permissions WithoutWhatNeedsSending(Permissions granted, Channel channel) =>
        granted.HasFlag(Writing(channel))
            ? granted
            : granted & ~(Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.MentionEveryone);
}
