using System.Globalization;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Payloads;

/// <summary>Accounts, members and roles as Discord writes them.</summary>
internal static class PeoplePayloads
{
    public static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    public static string Text(Permissions permissions) => ((ulong)permissions).ToString(CultureInfo.InvariantCulture);

    public static JsonObject User(Person person) => new()
    {
        ["id"] = Text(person.Id),
        ["username"] = person.Name,
        ["discriminator"] = person.IsBot ? "0001" : "0",
        ["global_name"] = person.IsBot ? null : person.Name,
        ["avatar"] = null,
        ["bot"] = person.IsBot,
        ["flags"] = 0,
        ["public_flags"] = 0,
        ["primary_guild"] = null,
    };

    /// <summary>The bot's own account, with what only its owner sees.</summary>
    public static JsonObject Self(Person bot)
    {
        var user = User(bot);
        user["mfa_enabled"] = false;
        user["locale"] = bot.Locale;
        user["email"] = null;
        user["verified"] = true;
        return user;
    }

    public static JsonObject Member(Member member, bool withUser = true)
    {
        var payload = new JsonObject
        {
            ["avatar"] = null,
            ["banner"] = null,
            ["nick"] = null,
            ["communication_disabled_until"] = null,
            ["flags"] = 0,
            ["joined_at"] = Text(member.JoinedAt),
            ["pending"] = false,
            ["premium_since"] = null,
            ["roles"] = JsonFields.Array(member.Roles.Select(r => JsonValue.Create(Text(r.Id)))),
            ["mute"] = false,
            ["deaf"] = false,
        };
        if (withUser)
        {
            payload["user"] = User(member.Person);
        }

        return payload;
    }

    public static JsonObject Role(Role role) => new()
    {
        ["id"] = Text(role.Id),
        ["name"] = role.Name,
        ["permissions"] = Text(role.Permissions),
        ["position"] = role.Position,
        ["color"] = 0,
        ["colors"] = new JsonObject { ["primary_color"] = 0, ["secondary_color"] = null, ["tertiary_color"] = null },
        ["hoist"] = false,
        ["managed"] = false,
        ["mentionable"] = role.Mentionable,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["flags"] = 0,
    };
}
