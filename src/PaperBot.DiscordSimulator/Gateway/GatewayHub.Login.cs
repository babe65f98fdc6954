using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;

namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>Logging in, and taking up a session again.</summary>
internal sealed partial class GatewayHub
{
    private void Identify(GatewayConnection connection, JsonObject? d)
    {
        Forget();
        Statistics.Identifies++;
        var (inBudget, inPace) = Budget.Count();
        if (!inBudget)
        {
            // Discord replaces the token of a bot that logs in too often and writes to its owner.
            world.Bot.Token = "reset." + Guid.NewGuid().ToString("N");
            Statistics.TokenResets++;
        }

        if (d?.Text("token") is not { } token || d.Integer("intents") is not { } bits || d.Part("properties") is null)
        {
            CloseFor(connection, 4002, "Error while decoding payload.");
            return;
        }

        var intents = (Intents)bits;
        if (token != world.Bot.Token)
        {
            CloseFor(connection, 4004, "Authentication failed.");
        }
        else if (d.Items("shard") is { } shard
            && !(shard.Count == 2 && JsonFields.AsInteger(shard[0]) is 0 && JsonFields.AsInteger(shard[1]) is 1))
        {
            CloseFor(connection, 4010, "Invalid shard.");
        }
        else if ((intents & ~Intents.Known) != 0)
        {
            CloseFor(connection, 4013, "Invalid intent(s).");
        }
        else if (!Privileged.Allows(world.Bot, intents))
        {
            CloseFor(connection, 4014, "Disallowed intent(s).");
        }
        else if (!inPace)
        {
            connection.Send(GatewayConnection.Payload(9, false));
        }
        else
        {
            Start(connection, new GatewaySession(Guid.NewGuid().ToString("N"), intents));
        }
    }

    private void Start(GatewayConnection connection, GatewaySession session)
    {
        sessions[session.Id] = session;
        (connection.Session, session.Connection) = (session, connection);
        var guilds = world.GuildsOfBot.ToList();
        session.Dispatch("READY", new JsonObject
        {
            ["v"] = 10,
            ["user"] = PeoplePayloads.Self(world.Bot.User),
            ["private_channels"] = new JsonArray(),
            ["guilds"] = JsonFields.Array(guilds.Select(g => new JsonObject
            {
                ["id"] = PeoplePayloads.Text(g.Id), ["unavailable"] = true,
            })),
            ["session_id"] = session.Id,
            ["resume_gateway_url"] = Address("resume"),
            ["shard"] = new JsonArray(0, 1),
            ["session_type"] = "normal",
            ["application"] = new JsonObject
            {
                ["id"] = PeoplePayloads.Text(world.Bot.Id), ["flags"] = world.Bot.MessageContent ? 1 << 19 : 0,
            },
        });
        foreach (var guild in session.Intents.HasFlag(Intents.Guilds) ? guilds.Where(g => g.Available) : [])
        {
            session.Dispatch("GUILD_CREATE", PlacePayloads.GuildCreate(world, guild));
        }
    }

    private void Resume(GatewayConnection connection, JsonObject? d)
    {
        Forget();
        if (d?.Text("token") is not { } token || d.Text("session_id") is not { } id || d.Integer("seq") is not { } seq)
        {
            CloseFor(connection, 4002, "Error while decoding payload.");
        }
        else if (token != world.Bot.Token)
        {
            CloseFor(connection, 4004, "Authentication failed.");
        }
        else if (!sessions.TryGetValue(id, out var session) || !session.CanReplayAfter(seq))
        {
            connection.Send(GatewayConnection.Payload(9, false));
        }
        else if (seq > session.Seq)
        {
            sessions.Remove(id);
            CloseFor(connection, 4007, "Invalid seq.");
        }
        else
        {
            session.Connection?.Close(4000, "The session was resumed elsewhere.");
            (connection.Session, session.Connection) = (session, connection);
            Statistics.Resumes++;
            Statistics.ResumesElsewhere += connection.OnResumeAddress ? 0 : 1;
            foreach (var (_, frame) in session.After(seq))
            {
                connection.Send(frame);
            }

            session.Dispatch("RESUMED", []);
        }
    }

    private void Forget()
    {
        foreach (var session in sessions.Values.Where(s => s.Connection is null && s.LostAt + ResumeWindow < Now).ToList())
        {
            sessions.Remove(session.Id);
        }
    }
}
