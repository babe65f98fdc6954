using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Accounts, servers, channels and threads.</summary>
internal sealed class PlaceRoutes(Places places)
{
    private const string OneChannel = "/channels/{channel_id}";
    private static readonly int[] ArchiveAfter = [60, 1440, 4320, 10080];

    public IEnumerable<RestRoute> Routes() =>
    [
        new("GET", "/users/@me", _ => RestAnswer.Ok(PeoplePayloads.Self(places.Bot))),
        new("GET", "/users/@me/guilds", _ => RestAnswer.Ok(JsonFields.Array(places.World.GuildsOfBot.Select(MyGuild)))),
        new("DELETE", "/users/@me/guilds/{guild_id}", Leave),
        new("POST", "/users/@me/channels", OpenDirect) { Limit = 10, Per = TimeSpan.FromSeconds(10) },
        new("GET", "/users/{user_id}", r => RestAnswer.Ok(PeoplePayloads.User(FindPerson(r)))),
        new("GET", "/applications/@me", _ => RestAnswer.Ok(Application())),
        new("GET", "/guilds/{guild_id}", r => RestAnswer.Ok(PlacePayloads.Guild(places.Guild(r)))),
        new("GET", "/guilds/{guild_id}/channels", r => RestAnswer.Ok(
            JsonFields.Array(places.Guild(r).Channels.Select(c => PlacePayloads.Channel(c, places.Bot))))),
        new("GET", "/guilds/{guild_id}/roles",
            r => RestAnswer.Ok(JsonFields.Array(places.Guild(r).Roles.Select(PeoplePayloads.Role)))),
        new("GET", "/guilds/{guild_id}/members/{user_id}", r => RestAnswer.Ok(PeoplePayloads.Member(FindMember(r)))),
        new("GET", "/guilds/{guild_id}/threads/active", ActiveThreads),
        new("GET", OneChannel, r => RestAnswer.Ok(PlacePayloads.Channel(places.Channel(r), places.Bot))),
        new("PATCH", OneChannel, Change) { Limit = 5, Per = TimeSpan.FromSeconds(5) },
        new("DELETE", OneChannel, Delete) { Limit = 5, Per = TimeSpan.FromSeconds(5) },
        new("POST", OneChannel + "/messages/{message_id}/threads", StartFromMessage) { Limit = 10, Per =
            TimeSpan.FromSeconds(10) },
        new("POST", OneChannel + "/threads", StartAlone) { Limit = 10, Per = TimeSpan.FromSeconds(10) },
        new("PUT", OneChannel + "/thread-members/@me", JoinThread),
    ];

    private RestAnswer OpenDirect(RestRequest request)
    {
        var id = request.Form.Id("recipient_id");
        var person = id is { } given ? places.World.FindPerson(given) : null;
        if (person is null || person == places.Bot)
        {
            var errors = new FormErrors();
            errors.Add("recipient_id", "INVALID", "This is nobody the bot can write to.");
            errors.ThrowIfAny();
        }

        return RestAnswer.Ok(PlacePayloads.Channel(places.World.DirectChannel(places.Bot, person!), places.Bot));
    }

    private RestAnswer Leave(RestRequest request)
    {
        places.World.Leave(places.Guild(request), places.Bot);
        return RestAnswer.Nothing;
    }

    private RestAnswer ActiveThreads(RestRequest request)
    {
        var threads = places.World.ActiveThreads(places.Guild(request))
            .Where(t => Access.In(t, places.Bot).HasFlag(Permissions.ViewChannel)).Select(t => PlacePayloads.Channel(t,
                places.Bot));
        return RestAnswer.Ok(new JsonObject
        {
            ["threads"] = JsonFields.Array(threads), ["members"] = new JsonArray(), ["has_more"] = false,
        });
    }

    private RestAnswer Change(RestRequest request)
    {
        var channel = places.Channel(request);
        var form = request.Form;
        RequireForChange(channel, form);
        var errors = new FormErrors();
        if (form.HasValue("name"))
        {
            errors.Length("name", form.Text("name"), 1, 100);
        }

        errors.ThrowIfAny();
        places.World.Change(channel, c =>
        {
            c.Name = form.Text("name") ?? c.Name;
            c.Topic = form.Text("topic") ?? c.Topic;
            c.Archived = form.Truth("archived") ?? c.Archived;
            c.Locked = form.Truth("locked") ?? c.Locked;
            c.SlowModeSeconds = (int?)form.Integer("rate_limit_per_user") ?? c.SlowModeSeconds;
            c.AutoArchiveMinutes = (int?)form.Integer("auto_archive_duration") ?? c.AutoArchiveMinutes;
        });
        return RestAnswer.Ok(PlacePayloads.Channel(channel, places.Bot));
    }

    /// <summary>Whoever may write in a thread may wake it up; the rest of a thread is its owner's and the moderators'.</summary>
    private void RequireForChange(Channel channel, JsonObject form)
    {
        var rights = Access.In(channel, places.Bot);
        if (!channel.IsThread)
        {
            places.Require(channel, Permissions.ManageChannels);
        }
        else if (!rights.HasFlag(Permissions.ManageThreads))
        {
            var onlyWakes = form.Count == 1 && form.Truth("archived") == false;
            if (channel.Locked || form.Has("locked")
                || (onlyWakes ? !Access.MayWrite(channel, places.Bot) : channel.Owner != places.Bot))
            {
                throw channel.Locked && onlyWakes ? RefusedRequest.Locked() : RefusedRequest.MissingPermissions();
            }
        }

        if (channel.Archived && form.Truth("archived") != false)
        {
            throw RefusedRequest.Archived();
        }
    }

    private RestAnswer Delete(RestRequest request)
    {
        var channel = places.Channel(request);
        places.Require(channel, channel.IsThread ? Permissions.ManageThreads : Permissions.ManageChannels);
        var payload = PlacePayloads.Channel(channel, places.Bot);
        places.World.Delete(channel);
        return RestAnswer.Ok(payload);
    }

    private RestAnswer StartFromMessage(RestRequest request)
    {
        var channel = places.Channel(request);
        RequirePlain(channel);
        var message = Places.Message(channel, request.Id("message_id"));
        if (message.Thread is not null)
        {
            throw RefusedRequest.ThreadExists();
        }

        places.Require(channel, Permissions.CreatePublicThreads);
        var (name, minutes) = ThreadForm(request.Form);
        var thread = places.World.StartThread(channel, places.Bot, name, minutes, message);
        return new RestAnswer(201, PlacePayloads.Channel(thread, places.Bot));
    }

    private RestAnswer StartAlone(RestRequest request)
    {
        var channel = places.Channel(request);
        RequirePlain(channel);
        var isPrivate = (request.Form.Integer("type") ?? 12) == 12;
        places.Require(channel, isPrivate ? Permissions.CreatePrivateThreads : Permissions.CreatePublicThreads);
        var (name, minutes) = ThreadForm(request.Form);
        var thread = places.World.StartThread(channel, places.Bot, name, minutes, from: null, isPrivate);
        return new RestAnswer(201, PlacePayloads.Channel(thread, places.Bot));
    }

    private RestAnswer JoinThread(RestRequest request)
    {
        var thread = places.Channel(request);
        if (!thread.IsThread)
        {
            throw RefusedRequest.WrongChannelType();
        }

        places.World.JoinThread(thread, places.Bot);
        return RestAnswer.Nothing;
    }

    private static void RequirePlain(Channel channel)
    {
        if (channel.Kind != ChannelKind.Text)
        {
            throw RefusedRequest.WrongChannelType();
        }
    }

    private static (string Name, int Minutes) ThreadForm(JsonObject form)
    {
        var errors = new FormErrors();
        errors.Length("name", form.Text("name"), 1, 100);
        var minutes = (int)(form.Integer("auto_archive_duration") ?? 1440);
        if (!ArchiveAfter.Contains(minutes))
        {
            errors.NotOneOf("auto_archive_duration", "60, 1440, 4320, 10080");
        }

        errors.ThrowIfAny();
        return (form.Text("name")!, minutes);
    }

    private Person FindPerson(RestRequest request) =>
        places.World.FindPerson(request.Id("user_id")) ?? throw RefusedRequest.UnknownUser();

    private Member FindMember(RestRequest request) =>
        places.Guild(request).Members.GetValueOrDefault(request.Id("user_id")) ?? throw RefusedRequest.UnknownMember();

    private JsonObject MyGuild(Guild guild) => new()
    {
        ["id"] = PeoplePayloads.Text(guild.Id), ["name"] = guild.Name, ["icon"] = null, ["banner"] = null, ["owner"] = false,
        ["permissions"] = PeoplePayloads.Text(Access.In(guild, places.Bot)), ["features"] = new JsonArray(),
    };

    private JsonObject Application()
    {
        var app = places.World.Bot;

        // Bit 19 is the message content switch of an application in few servers, bits 13 and 15 those for presences and members.
        var flags = (app.MessageContent ? 1 << 19 : 0) | (app.Presences ? 1 << 13 : 0) | (app.ServerMembers ? 1 << 15 : 0);
        return new JsonObject
        {
            ["id"] = PeoplePayloads.Text(app.Id), ["name"] = app.User.Name, ["icon"] = null, ["description"] = "", ["type"] =
                null,
            ["verify_key"] = new string('0', 64), ["flags"] = flags, ["flags_new"] = PeoplePayloads.Text((ulong)flags),
            ["redirect_uris"] = new JsonArray(), ["role_connections_verification_url"] = null, ["team"] = null,
            ["interactions_endpoint_url"] = app.HasInteractionsEndpoint ? "https://interactions.invalid/" : null,
            ["owner"] = PeoplePayloads.User(places.Bot), ["approximate_guild_count"] = places.World.GuildsOfBot.Count(),
            ["approximate_user_install_count"] = 0, ["approximate_user_authorization_count"] = 0, ["explicit_content_filter"] = 0,
            ["bot"] = PeoplePayloads.User(places.Bot), ["bot_public"] = true, ["bot_require_code_grant"] = false,
            ["eligible_oauth2_scopes"] = new JsonArray(),
        };
    }
}
