using PaperBot.DiscordSimulator.Limits;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.People;

/// <summary>A file that a person gives.</summary>
internal sealed record GivenFile(string Name, byte[] Bytes, string ContentType = "application/octet-stream");

/// <summary>
/// What people do. Each act is refused with a sentence (<see cref="NotPossible"/>) where Discord's own program would not offer
/// it,
/// and gives the sight of what comes of it.
/// </summary>
internal sealed partial class Acts
{
    private readonly SimulatedDiscord discord;
    private readonly Dictionary<(ulong Channel, ulong Person), DateTimeOffset> typing = [];

    public Acts(SimulatedDiscord discord)
    {
        this.discord = discord;
        discord.World.Changes.Listen(Note);
    }

    private DiscordWorld World => discord.World;

    /// <summary>Writes a message.</summary>
    /// <param name="person">Who.</param>
    /// <param name="channel">Where.</param>
    /// <param name="text">What; people are mentioned as <c>@Name</c> or by their id.</param>
    /// <param name="replyTo">The message it replies to.</param>
    /// <param name="ping">Whether a reply pings the author of that message.</param>
    /// <param name="files">Files at the message.</param>
    public Sight Say(Person person, Channel channel, string text, Message? replyTo = null, bool ping = true,
        params GivenFile[] files)
    {
        lock (World.Gate)
        {
            RequireWriting(person, channel);
            if (text.Length > MessageForm.MostContent)
            {
                throw new NotPossible($"A message has at most {MessageForm.MostContent} characters; this has {text.Length}.");
            }

            RequireFiles(person, channel, files);
            var content = WithMentions(text);
            var allowed = AllowedMentions.Everything with { RepliedTo = ping };
            var message = World.Post(
                channel, person, replyTo is null ? MessageKind.Default : MessageKind.Reply,
                new MessageBody(content)
                {
                    Attachments = [.. files.Select(Attached)],
                    Pings = Mentions.Of(World, content, channel, person, replyTo, allowed),
                },
                replyTo?.Id);
            return new Sight(discord, person, channel) { Said = message };
        }
    }

    /// <summary>Writes a message with a file.</summary>
    public Sight UploadTo(Person person, Channel channel, string fileName, byte[] bytes, string text = "") =>
        Say(person, channel, text, files: new GivenFile(fileName, bytes));

    /// <summary>Begins to type in a channel.</summary>
    public void StartTyping(Person person, Channel channel)
    {
        RequireWriting(person, channel);
        World.Type(channel, person);
    }

    /// <summary>The private conversation with the bot.</summary>
    public Channel Direct(Person person) => World.DirectChannel(person, World.Bot.User);

    public void Edit(Person person, Message message, string text)
    {
        RequireAuthor(person, message);
        var content = WithMentions(text);
        World.Edit(message, message.Body with
        {
            Content = content, Pings = Mentions.Of(World, content, message.Channel, person, null, AllowedMentions.Everything),
        });
    }

    /// <summary>Deletes an own message, or as a moderator anybody's.</summary>
    public void Delete(Person person, Message message)
    {
        if (message.Author != person && !message.IsEphemeral
            && !Access.In(message.Channel, person).HasFlag(Permissions.ManageMessages))
        {
            throw new NotPossible($"{person} may not delete messages of {message.Author}.");
        }

        World.Delete(message);
    }

    public void React(Person person, Message message, string emoji) => World.React(message, person, emoji);

    /// <summary>Starts a thread from a message, as a person.</summary>
    public Channel StartThread(Person person, Message message, string name)
    {
        if (!Access.In(message.Channel, person).HasFlag(Permissions.CreatePublicThreads) || message.Thread is not null)
        {
            throw new NotPossible($"{person} may not start a thread there, or there is one.");
        }

        return World.StartThread(message.Channel, person, name, 1440, message);
    }

    /// <summary>Throws the bot out of a server.</summary>
    public void Kick(Guild guild) => World.Leave(guild, World.Bot.User);

    public void DeleteChannel(Channel channel) => World.Delete(channel);

    public void Archive(Channel thread, bool locked = false) =>
        World.Change(thread, t => (t.Archived, t.Locked) = (true, locked));

    /// <summary>Takes permissions away from, or gives them to, the bot in a channel.</summary>
    public void SetBotPermissions(Channel channel, Permissions allow = Permissions.None, Permissions deny = Permissions.None) =>
        World.Change(channel, c =>
        {
            c.Overwrites.RemoveAll(o => o.Id == World.Bot.User.Id);
            c.Overwrites.Add(new Overwrite(World.Bot.User.Id, IsRole: false, allow, deny));
        });

    /// <summary>Whether somebody shows as typing: for ten seconds, or until they write.</summary>
    public bool IsTyping(Channel channel, Person person)
    {
        lock (World.Gate)
        {
            return typing.TryGetValue((channel.Id, person.Id), out var at) && at + TimeSpan.FromSeconds(10) > World.Now;
        }
    }

    /// <summary>The channel as a person sees it, as plain text that is the same at every run.</summary>
    public string TranscriptFor(Person person, Channel channel)
    {
        lock (World.Gate)
        {
            return Transcript.For(World, person, channel);
        }
    }

    private void Note(WorldChange change)
    {
        switch (change)
        {
            case TypingStarted started: typing[(started.Channel.Id, started.Person.Id)] = started.At; break;
            case MessageCreated created: typing.Remove((created.Message.Channel.Id, created.Message.Author.Id)); break;
        }
    }

    private void RequireWriting(Person person, Channel channel)
    {
        if (World.FindChannel(channel.Id) is null)
        {
            throw new NotPossible($"{channel} is gone.");
        }

        var rights = Access.In(channel, person);
        if (!Access.MayWrite(channel, person))
        {
            throw new NotPossible($"{person} may not write in {channel}.");
        }

        if (channel.Locked && !rights.HasFlag(Permissions.ManageThreads))
        {
            throw new NotPossible($"{channel} is locked.");
        }

        var free = (rights & (Permissions.ManageMessages | Permissions.ManageChannels)) != 0;
        if (channel.SlowModeSeconds > 0 && !free && channel.Messages.FindLast(m => m.Author == person) is { } last
            && last.At + TimeSpan.FromSeconds(channel.SlowModeSeconds) > World.Now)
        {
            throw new NotPossible($"Slow mode: {person} may write again {channel.SlowModeSeconds} s after the last message.");
        }
    }

    private static void RequireAuthor(Person person, Message message)
    {
        if (message.Author != person)
        {
            throw new NotPossible($"Only {message.Author} may edit this message.");
        }
    }

    private static void RequireFiles(Person person, Channel channel, GivenFile[] files)
    {
        if (files.Length > 0 && !Access.In(channel, person).HasFlag(Permissions.AttachFiles))
        {
            throw new NotPossible($"{person} may not attach files in {channel}.");
        }

        if (files.Any(f => f.Bytes.Length > MessageForm.LargestFile))
        {
            throw new NotPossible("A file has at most 10 MiB.");
        }
    }

    private Attachment Attached(GivenFile file) => new(World.Ids.Next(), file.Name, file.ContentType, file.Bytes, null);

    private string WithMentions(string text) => World.People
        .OrderByDescending(p => p.Name.Length)
        .Aggregate(text, (all, person) => all.Replace("@" + person.Name, person.Mention, StringComparison.Ordinal));
}
