using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.People;

/// <summary>
/// A channel as plain text for golden files: who wrote what to whom, embeds, buttons, menus, files, and how often a message was
/// edited. It holds no ids, no times and nothing else that differs from run to run.
/// </summary>
internal static partial class Transcript
{
    public static string For(DiscordWorld world, Person person, Channel channel)
    {
        var text = new StringBuilder();
        foreach (var message in channel.Messages.Where(m => m.IsSeenBy(person) && m.Kind != MessageKind.ThreadStarter))
        {
            Write(world, message, text);
        }

        return text.ToString();
    }

    private static void Write(DiscordWorld world, Message message, StringBuilder text)
    {
        text.Append(message.Author.Name);
        if (message.IsEphemeral)
        {
            text.Append(" (private)");
        }

        if (message.RepliesTo is { } id)
        {
            text.Append(" (to ").Append(message.Channel.Find(id)?.Author.Name ?? "a deleted message").Append(')');
        }
        else if (message.Answers?.CommandName is { } command)
        {
            text.Append(" (").Append(message.Kind == MessageKind.SlashAnswer ? "/" : "").Append(command).Append(" by ")
                .Append(message.Answers.Person.Name).Append(')');
        }

        if (message.Earlier.Count > 0)
        {
            text.Append(" (edited ").Append(message.Earlier.Count).Append(')');
        }

        if (message.EverPinged && message.Author.IsBot)
        {
            text.Append(" (pings)");
        }

        text.Append(':');
        if (message.IsLoading)
        {
            text.Append(" thinking…");
        }

        text.Append('\n');
        Lines(Named(world, message.Body.Content), "  ", text);
        foreach (var embed in message.Body.Flags.HasFlag(MessageFlags.SuppressEmbeds) ? [] : message.Body.Embeds)
        {
            Embed(world, embed!, text);
        }

        foreach (var component in message.Body.Components)
        {
            Component(world, component!, "  ", text);
        }

        foreach (var file in message.Body.Attachments)
        {
            text.Append("  [file] ").Append(file.FileName).Append('\n');
        }

        foreach (var (emoji, people) in message.Reactions)
        {
            text.Append("  [reaction] ").Append(emoji).Append(' ').Append(people.Count).Append('\n');
        }

        if (message.Thread is { } thread)
        {
            text.Append("  [thread] ").Append(thread.Name).Append('\n');
        }
    }

    private static void Embed(DiscordWorld world, JsonNode embed, StringBuilder text)
    {
        text.Append("  [embed]\n");
        Lines(embed.Part("author").Text("name"), "    by ", text);
        Lines(embed.Text("title") + (embed.Text("url") is { } url ? $" <{url}>" : ""), "    # ", text);
        Lines(Named(world, embed.Text("description") ?? ""), "    ", text);
        foreach (var field in embed.Items("fields") ?? [])
        {
            Lines(field.Text("name"), "    ## ", text);
            Lines(Named(world, field.Text("value") ?? ""), "    ", text);
        }

        Lines(embed.Part("image").Text("url"), "    image ", text);
        Lines(embed.Part("footer").Text("text"), "    -- ", text);
    }

    private static void Component(DiscordWorld world, JsonNode component, string indent, StringBuilder text)
    {
        var off = component.Truth("disabled") == true ? " (disabled)" : "";
        switch (component.Integer("type"))
        {
            case 2 when component.Text("url") is { } url:
                text.Append(indent).Append("[link] ").Append(Label(component)).Append(" <").Append(url).Append('>').Append(
                    off).Append('\n');
                break;
            case 2:
                text.Append(indent).Append("[button] ").Append(Label(component)).Append(off).Append('\n');
                break;
            case 3 or (>= 5 and <= 8):
                text.Append(indent).Append("[menu] ").Append(component.Text("placeholder") ?? "").Append(off).Append('\n');
                foreach (var option in component.Items("options") ?? [])
                {
                    text.Append(indent).Append("  ").Append(option.Truth("default") == true ? "(x) "
                        : "( ) ").Append(option.Text("label")).Append('\n');
                }

                break;
            case 10:
                Lines(Named(world, component.Text("content") ?? ""), indent, text);
                break;
            case 14:
                text.Append(indent).Append("[line]\n");
                break;
            case 17:
                text.Append(indent).Append("[box]\n");
                break;
        }

        var inside = (component.Items("components") ?? []).Append(component.Part("accessory")).OfType<JsonObject>();
        foreach (var part in inside.ToList())
        {
            Component(world, part, component.Integer("type") == 17 ? indent + "  " : indent, text);
        }
    }

    private static string Label(JsonNode component) =>
        string.Join(' ', ((string?[])[component.Part("emoji").Text("name"), component.Text("label")]).OfType<string>());

    private static void Lines(string? lines, string indent, StringBuilder text)
    {
        if (string.IsNullOrEmpty(lines))
        {
            return;
        }

        foreach (var line in lines.Split('\n'))
        {
            text.Append((indent + line).TrimEnd()).Append('\n');
        }
    }

    /// <summary>Ids of people, channels and commands become names.</summary>
    private static string Named(DiscordWorld world, string text)
    {
        var named = PersonMention().Replace(text, m => Id(m) is { } id && world.FindPerson(id) is { } p ? "@" + p.Name : m.Value);
        named = ChannelMention().Replace(named, m => Id(m) is { } id && world.FindChannel(id) is { } c ? "#" + c.Name : m.Value);
        return CommandMention().Replace(named, m => "/" + m.Groups[1].Value);
    }

    private static ulong? Id(Match match) => ulong.TryParse(match.Groups[1].Value, out var id) ? id : null;

    [GeneratedRegex(@"<@!?(\d{1,20})>")]
    private static partial Regex PersonMention();

    [GeneratedRegex(@"<#(\d{1,20})>")]
    private static partial Regex ChannelMention();

    [GeneratedRegex(@"</([^:>]+):\d{1,20}>")]
    private static partial Regex CommandMention();
}
