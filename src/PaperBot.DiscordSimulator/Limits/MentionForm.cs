using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Limits;

/// <summary>Reads <c>allowed_mentions</c>.</summary>
internal static class MentionForm
{
    /// <summary>What the form allows; <paramref name="otherwise"/> when it says nothing.</summary>
    public static AllowedMentions Read(JsonObject form, AllowedMentions otherwise, FormErrors errors)
    {
        if (form.Part("allowed_mentions") is not { } allowed)
        {
            return otherwise;
        }

        var parse = (allowed.Items("parse") ?? []).Select(JsonFields.AsText).ToList();
        for (var i = 0; i < parse.Count; i++)
        {
            if (parse[i] is not ("users" or "roles" or "everyone"))
            {
                errors.NotOneOf($"allowed_mentions.parse.{i}", "'users', 'roles', 'everyone'");
            }
        }

        return new AllowedMentions(
            parse.Contains("users"), parse.Contains("roles"), parse.Contains("everyone"),
            Ids(allowed, "users", parse, errors), Ids(allowed, "roles", parse, errors), allowed.Truth("replied_user") ?? false);
    }

    private static List<ulong> Ids(JsonObject allowed, string name, List<string?> parse, FormErrors errors)
    {
        var ids = (allowed.Items(name) ?? []).Select(JsonFields.AsId).ToList();
        errors.TooMany("allowed_mentions." + name, ids.Count, 100);
        if (ids.Count > 0 && parse.Contains(name))
        {
            errors.Add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                $"parse:[\"{name}\"] and {name}: [ids...] are mutually exclusive.");
        }

        return [.. ids.OfType<ulong>()];
    }
}
