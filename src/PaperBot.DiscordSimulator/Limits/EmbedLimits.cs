using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;

namespace PaperBot.DiscordSimulator.Limits;

/// <summary>What Discord lets an embed hold.</summary>
internal static class EmbedLimits
{
    /// <summary>Characters of all embeds of a message together, less whitespace at the ends of each text.</summary>
    public const int Sum = 6000;

    public static void Check(JsonArray embeds, FormErrors errors)
    {
        errors.TooMany("embeds", embeds.Count, 10);
        for (var i = 0; i < embeds.Count; i++)
        {
            CheckOne(embeds[i], $"embeds.{i}", errors);
        }

        if (embeds.Sum(Characters) > Sum)
        {
            errors.Add("embeds", "MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {Sum}");
        }
    }

    /// <summary>The embeds as they are kept: each marked as one that a bot made.</summary>
    public static JsonArray Kept(JsonArray embeds) => JsonFields.Array(embeds.Select(e =>
    {
        var kept = e!.DeepClone();
        kept["type"] = "rich";
        foreach (var field in kept.Items("fields") ?? [])
        {
            field!["inline"] ??= false;
        }

        return kept;
    }));

    private static void CheckOne(JsonNode? embed, string path, FormErrors errors)
    {
        if (embed is not JsonObject)
        {
            errors.Add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
            return;
        }

        errors.TooLong(path + ".title", embed.Text("title"), 256);
        errors.TooLong(path + ".description", embed.Text("description"), 4096);
        errors.TooLong(path + ".url", embed.Text("url"), 2048);
        errors.TooLong(path + ".footer.text", embed.Part("footer").Text("text"), 2048);
        errors.TooLong(path + ".author.name", embed.Part("author").Text("name"), 256);
        if (embed.Integer("color") is < 0 or > 0xFFFFFF)
        {
            errors.Add(path + ".color", "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.");
        }

        foreach (var (name, url) in Addresses(embed).Where(a => !IsAddress(a.Url)))
        {
            errors.Add($"{path}.{name}", "URL_TYPE_INVALID_URL", $"Not a well formed URL: {url}");
        }

        var fields = embed.Items("fields") ?? [];
        errors.TooMany(path + ".fields", fields.Count, 25);
        for (var i = 0; i < fields.Count; i++)
        {
            Needed($"{path}.fields.{i}.name", fields[i].Text("name"), 256, errors);
            Needed($"{path}.fields.{i}.value", fields[i].Text("value"), 1024, errors);
        }
    }

    private static void Needed(string path, string? text, int most, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Required(path);
        }
        else
        {
            errors.TooLong(path, text, most);
        }
    }

    private static IEnumerable<(string Name, string Url)> Addresses(JsonNode embed)
    {
        (string, string?)[] all =
        [
            ("url", embed.Text("url")), ("image.url", embed.Part("image").Text("url")),
            ("thumbnail.url", embed.Part("thumbnail").Text("url")), ("author.url", embed.Part("author").Text("url")),
        ];
        return all.Where(a => a.Item2 is not null).Select(a => (a.Item1, a.Item2!));
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "attachment";

    private static int Characters(JsonNode? embed) =>
        Length(embed.Text("title")) + Length(embed.Text("description")) + Length(embed.Part("footer").Text("text"))
        + Length(embed.Part("author").Text("name"))
        + (embed.Items("fields") ?? []).Sum(f => Length(f.Text("name")) + Length(f.Text("value")));

    private static int Length(string? text) => text?.Trim().Length ?? 0;
}
