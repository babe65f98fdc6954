using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Payloads;

/// <summary>Servers, channels and threads as Discord writes them.</summary>
internal static class PlacePayloads
{
    public static JsonObject Channel(Channel channel, Person viewer) => channel.Kind switch
    {
        ChannelKind.Direct => Direct(channel, viewer),
        ChannelKind.PublicThread or ChannelKind.PrivateThread => Thread(channel, viewer),
        _ => InGuild(channel),
    };

    public static JsonObject Guild(Guild guild)
    {
        var payload = new JsonObject
        {
            ["id"] = PeoplePayloads.Text(guild.Id),
            ["name"] = guild.Name,
            ["owner_id"] = PeoplePayloads.Text(guild.Owner.Id),
            ["preferred_locale"] = guild.Locale,
            ["roles"] = JsonFields.Array(guild.Roles.Select(PeoplePayloads.Role)),
            ["features"] = new JsonArray(),
            ["emojis"] = new JsonArray(),
            ["stickers"] = new JsonArray(),
            ["region"] = "deprecated",
            ["afk_timeout"] = 300,
            ["system_channel_flags"] = 0,
            ["widget_enabled"] = false,
            ["verification_level"] = 0,
            ["default_message_notifications"] = 1,
            ["mfa_level"] = 0,
            ["explicit_content_filter"] = 0,
            ["max_presences"] = null,
            ["max_members"] = 500_000,
            ["max_stage_video_channel_users"] = 50,
            ["max_video_channel_users"] = 25,
            ["premium_tier"] = 0,
            ["premium_subscription_count"] = 0,
            ["premium_progress_bar_enabled"] = false,
            ["nsfw"] = false,
            ["nsfw_level"] = 0,
        };
        foreach (var absent in (string[])
            [
                "icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id", "afk_channel_id",
                "system_channel_id", "widget_channel_id", "vanity_url_code", "rules_channel_id", "safety_alerts_channel_id",
                "public_updates_channel_id", "incidents_data",
            ])
        {
            payload[absent] = null;
        }

        return payload;
    }

    /// <summary>
    /// What the gateway tells of a server when the bot comes to it: only what the bot may see, only the bot as a member.
    /// </summary>
    public static JsonObject GuildCreate(DiscordWorld world, Guild guild)
    {
        var bot = world.Bot.User;
        bool Sees(Channel channel) => Access.In(channel, bot).HasFlag(Permissions.ViewChannel);
        var payload = Guild(guild);
        payload["joined_at"] = PeoplePayloads.Text(guild.Members[bot.Id].JoinedAt);
        payload["large"] = guild.Members.Count > 50;
        payload["unavailable"] = false;
        payload["member_count"] = guild.Members.Count;
        payload["members"] = new JsonArray(PeoplePayloads.Member(guild.Members[bot.Id]));
        payload["channels"] = JsonFields.Array(guild.Channels.Select(InGuild));
        payload["threads"] = JsonFields.Array(world.ActiveThreads(guild).Where(Sees).Select(t => Thread(t, bot)));
        foreach (var empty in (string[])
            ["voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"])
        {
            payload[empty] = new JsonArray();
        }

        return payload;
    }

    private static JsonObject InGuild(Channel channel) => new()
    {
        ["id"] = PeoplePayloads.Text(channel.Id),
        ["type"] = (int)channel.Kind,
        ["guild_id"] = PeoplePayloads.Text(channel.Guild!.Id),
        ["name"] = channel.Name,
        ["topic"] = channel.Topic,
        ["position"] = channel.Guild.Channels.IndexOf(channel),
        ["parent_id"] = null,
        ["nsfw"] = false,
        ["flags"] = 0,
        ["rate_limit_per_user"] = channel.SlowModeSeconds,
        ["last_message_id"] = LastMessage(channel),
        ["permission_overwrites"] = JsonFields.Array(channel.Overwrites.Select(o => new JsonObject
        {
            ["id"] = PeoplePayloads.Text(o.Id),
            ["type"] = o.IsRole ? 0 : 1,
            ["allow"] = PeoplePayloads.Text(o.Allow),
            ["deny"] = PeoplePayloads.Text(o.Deny),
        })),
    };

    private static JsonObject Thread(Channel thread, Person viewer)
    {
        var payload = new JsonObject
        {
            ["id"] = PeoplePayloads.Text(thread.Id),
            ["type"] = (int)thread.Kind,
            ["guild_id"] = PeoplePayloads.Text(thread.Guild!.Id),
            ["parent_id"] = PeoplePayloads.Text(thread.Parent!.Id),
            ["owner_id"] = PeoplePayloads.Text(thread.Owner!.Id),
            ["name"] = thread.Name,
            ["flags"] = 0,
            ["last_message_id"] = LastMessage(thread),
            ["rate_limit_per_user"] = thread.SlowModeSeconds,
            ["message_count"] = thread.Messages.Count(m => m.Kind != MessageKind.ThreadStarter),
            ["total_message_sent"] = thread.Messages.Count(m => m.Kind != MessageKind.ThreadStarter),
            ["member_count"] = thread.Recipients.Count,
            ["thread_metadata"] = new JsonObject
            {
                ["archived"] = thread.Archived,
                ["archive_timestamp"] = PeoplePayloads.Text(thread.ArchiveChangedAt),
                ["auto_archive_duration"] = thread.AutoArchiveMinutes,
                ["locked"] = thread.Locked,
                ["create_timestamp"] = PeoplePayloads.Text(Snowflakes.TimeOf(thread.Id)),
            },
        };
        if (thread.Recipients.Contains(viewer))
        {
            payload["member"] = new JsonObject
            {
                ["id"] = PeoplePayloads.Text(thread.Id),
                ["user_id"] = PeoplePayloads.Text(viewer.Id),
                ["join_timestamp"] = PeoplePayloads.Text(Snowflakes.TimeOf(thread.Id)),
                ["flags"] = 0,
            };
        }

        return payload;
    }

    private static JsonObject Direct(Channel channel, Person viewer) => new()
    {
        ["id"] = PeoplePayloads.Text(channel.Id),
        ["type"] = (int)channel.Kind,
        ["flags"] = 0,
        ["last_message_id"] = LastMessage(channel),
        ["recipients"] = JsonFields.Array(channel.Recipients.Where(r => r != viewer).Select(PeoplePayloads.User)),
    };

    private static JsonNode? LastMessage(Channel channel) =>
        channel.Messages.FindLast(m => !m.IsEphemeral) is { } last ? PeoplePayloads.Text(last.Id) : null;
}
