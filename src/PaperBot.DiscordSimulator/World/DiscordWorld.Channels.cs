namespace PaperBot.DiscordSimulator.World;

/// <summary>Channels, threads and private conversations.</summary>
internal sealed partial class DiscordWorld
{
    public Channel AddChannel(Guild guild, string name, params Overwrite[] overwrites)
    {
        lock (Gate)
        {
            var channel = new Channel(Ids.Next(), ChannelKind.Text, name) { Guild = guild };
            channel.Overwrites.AddRange(overwrites);
            channels[channel.Id] = channel;
            guild.Channels.Add(channel);
            Changes.Tell(new ChannelCreated(channel));
            return channel;
        }
    }

    /// <summary>The private conversation of two, opened when there is none yet.</summary>
    public Channel DirectChannel(Person one, Person other)
    {
        lock (Gate)
        {
            var known = channels.Values.FirstOrDefault(
                c => c.Kind == ChannelKind.Direct && c.Recipients.Contains(one) && c.Recipients.Contains(other));
            if (known is not null)
            {
                return known;
            }

            var human = one.IsBot ? other : one;
            var channel = new Channel(Ids.Next(), ChannelKind.Direct, "private with " + human.Name);
            channel.Recipients.AddRange([one, other]);
            channels[channel.Id] = channel;
            Changes.Tell(new ChannelCreated(channel));
            return channel;
        }
    }

    /// <summary>Starts a thread, from a message (whose id it then has) or free-standing.</summary>
    public Channel StartThread(Channel parent, Person owner, string name, int autoArchiveMinutes, Message? from, bool isPrivate =
        false)
    {
        lock (Gate)
        {
            var kind = isPrivate ? ChannelKind.PrivateThread : ChannelKind.PublicThread;
            var thread = new Channel(from?.Id ?? Ids.Next(), kind, name)
            {
                Guild = parent.Guild, Parent = parent, Owner = owner, AutoArchiveMinutes = autoArchiveMinutes,
                ArchiveChangedAt = Now,
            };
            thread.Recipients.Add(owner);
            channels[thread.Id] = thread;
            Changes.Tell(new ChannelCreated(thread));
            if (from is not null)
            {
                from.Thread = thread;
                from.Body = from.Body with { Flags = from.Body.Flags | MessageFlags.HasThread };
                Changes.Tell(new MessageEdited(from));
                Add(new Message(Ids.Next(), thread, owner, MessageKind.ThreadStarter, MessageBody.Empty) { RepliesTo = from.Id });
            }

            return thread;
        }
    }

    public void JoinThread(Channel thread, Person person)
    {
        lock (Gate)
        {
            if (!thread.Recipients.Contains(person))
            {
                thread.Recipients.Add(person);
                Changes.Tell(new ChannelChanged(thread));
            }
        }
    }

    /// <summary>Changes what can be changed of a channel and tells it.</summary>
    public void Change(Channel channel, Action<Channel> change)
    {
        lock (Gate)
        {
            var was = channel.Archived;
            change(channel);
            if (was != channel.Archived)
            {
                channel.ArchiveChangedAt = Now;
            }

            Changes.Tell(new ChannelChanged(channel));
        }
    }

    /// <summary>Deletes a channel with its messages and its threads.</summary>
    public void Delete(Channel channel)
    {
        lock (Gate)
        {
            foreach (var thread in channels.Values.Where(c => c.Parent == channel).ToList())
            {
                Delete(thread);
            }

            channels.Remove(channel.Id);
            channel.Guild?.Channels.Remove(channel);
            channel.Messages.Clear();
            Changes.Tell(new ChannelDeleted(channel));
        }
    }

    /// <summary>The threads of a guild that are not archived.</summary>
    public IEnumerable<Channel> ActiveThreads(Guild guild) =>
        channels.Values.Where(c => c.IsThread && c.Guild == guild && !c.Archived);
}
