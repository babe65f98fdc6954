namespace PaperBot.DiscordSimulator.World;

/// <summary>A server with its roles, members and channels.</summary>
internal sealed class Guild
{
    public Guild(ulong id, string name, Person owner, DateTimeOffset now)
    {
        (Id, Name, Owner) = (id, name, owner);
        Everyone = new Role(id, "@everyone", 0) { Permissions = Permissions.Everyday };
        Roles = [Everyone];
        Members[owner.Id] = new Member(owner, now);
    }

    public ulong Id { get; }

    public string Name { get; set; }

    public Person Owner { get; }

    /// <summary>The role that all have; its id is the guild's.</summary>
    public Role Everyone { get; }

    public List<Role> Roles { get; }

    public Dictionary<ulong, Member> Members { get; } = [];

    public List<Channel> Channels { get; } = [];

    public string Locale { get; set; } = "en-US";

    /// <summary>False while Discord itself has an outage there.</summary>
    public bool Available { get; set; } = true;

    public override string ToString() => Name;
}

/// <summary>A named set of permissions.</summary>
internal sealed class Role(ulong id, string name, int position)
{
    public ulong Id { get; } = id;

    public string Name { get; } = name;

    public int Position { get; } = position;

    public Permissions Permissions { get; set; }

    /// <summary>Whether anybody may ping it.</summary>
    public bool Mentionable { get; set; }
}

/// <summary>A person in a guild.</summary>
internal sealed class Member(Person person, DateTimeOffset joinedAt)
{
    public Person Person { get; } = person;

    public DateTimeOffset JoinedAt { get; } = joinedAt;

    public List<Role> Roles { get; } = [];
}

/// <summary>What a channel gives to or takes from one role or one member.</summary>
internal sealed record Overwrite(ulong Id, bool IsRole, Permissions Allow, Permissions Deny);
