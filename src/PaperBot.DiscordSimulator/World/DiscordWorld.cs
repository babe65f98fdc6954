namespace PaperBot.DiscordSimulator.World;

/// <summary>
/// Everything there is: servers, people, channels, messages. It knows no protocol. Everything that changes it goes through its
/// methods, one at a time under <see cref="Gate"/>, and is told to <see cref="Changes"/> before the method returns.
/// </summary>
internal sealed partial class DiscordWorld
{
    private readonly Dictionary<ulong, Channel> channels = [];
    private readonly Dictionary<ulong, Person> people = [];

    public DiscordWorld(TimeProvider clock, string botName = "PaperBot")
    {
        Clock = clock;
        Ids = new Snowflakes(clock);
        var id = Ids.Next();
        Bot = new BotApplication(id, new Person(id, botName, isBot: true));
        people[id] = Bot.User;
    }

    /// <summary>A world that was there before: its bot, and where its ids go on. What else was in it is settled into it.</summary>
    public DiscordWorld(TimeProvider clock, BotApplication bot, ulong lastId)
    {
        Clock = clock;
        Ids = new Snowflakes(clock, lastId);
        Bot = bot;
    }

    public TimeProvider Clock { get; }

    public Snowflakes Ids { get; }

    /// <summary>Taken by whoever reads or changes more than one thing at a time; the same thread may take it again.</summary>
    public Lock Gate { get; } = new();

    public ChangeStream<WorldChange> Changes { get; } = new();

    public BotApplication Bot { get; }

    public List<Guild> Guilds { get; } = [];

    public IEnumerable<Person> People => people.Values;

    public IEnumerable<Channel> Channels => channels.Values;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The guilds the bot is in.</summary>
    public IEnumerable<Guild> GuildsOfBot => Guilds.Where(g => g.Members.ContainsKey(Bot.User.Id));

    public Channel? FindChannel(ulong id) => channels.GetValueOrDefault(id);

    public Person? FindPerson(ulong id) => people.GetValueOrDefault(id);

    public Guild? FindGuild(ulong id) => Guilds.Find(g => g.Id == id);

    public Person AddPerson(string name)
    {
        lock (Gate)
        {
            var person = new Person(Ids.Next(), name);
            people[person.Id] = person;
            return person;
        }
    }

    /// <summary>Founds a server. The bot is not in it until it joins.</summary>
    public Guild AddGuild(string name, Person owner)
    {
        lock (Gate)
        {
            var guild = new Guild(Ids.Next(), name, owner, Now);
            Guilds.Add(guild);
            return guild;
        }
    }

    /// <summary>Adds a role to a server.</summary>
    public Role AddRole(Guild guild, string name, Permissions permissions, bool mentionable = false)
    {
        lock (Gate)
        {
            var role = new Role(Ids.Next(), name, guild.Roles.Count) { Permissions = permissions, Mentionable = mentionable };
            guild.Roles.Add(role);
            Changes.Tell(new RoleChanged(guild, role, IsNew: true));
            return role;
        }
    }

    /// <summary>Gives a role other permissions.</summary>
    public void ChangeRole(Guild guild, Role role, Permissions permissions)
    {
        lock (Gate)
        {
            role.Permissions = permissions;
            Changes.Tell(new RoleChanged(guild, role, IsNew: false));
        }
    }

    /// <summary>
    /// Lets a person into a server, or gives a member these roles. The bot's first join announces the server to it.
    /// </summary>
    public void Join(Guild guild, Person person, params Role[] roles)
    {
        lock (Gate)
        {
            var isNew = !guild.Members.TryGetValue(person.Id, out var member);
            member ??= guild.Members[person.Id] = new Member(person, Now);
            member.Roles.Clear();
            member.Roles.AddRange(roles);
            Changes.Tell(isNew && person == Bot.User ? new GuildArrived(guild) : new MemberChanged(guild, member));
        }
    }

    /// <summary>Takes a person out of a server; for the bot that is being kicked.</summary>
    public void Leave(Guild guild, Person person)
    {
        lock (Gate)
        {
            if (guild.Members.Remove(person.Id) && person == Bot.User)
            {
                Changes.Tell(new GuildGone(guild, Outage: false));
            }
        }
    }

    /// <summary>Starts or ends an outage of a server.</summary>
    public void SetAvailable(Guild guild, bool available)
    {
        lock (Gate)
        {
            if (guild.Available != available)
            {
                guild.Available = available;
                Changes.Tell(available ? new GuildArrived(guild) : new GuildGone(guild, Outage: true));
            }
        }
    }
}
