using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace PaperBot.Prompts;

/// <summary>Reads YAML values so that a wrong one is named with its line and what is allowed.</summary>
/// <param name="file">Named in errors.</param>
internal sealed class YamlNodes(string file)
{
    /// <summary>The entries of a mapping, of which only <paramref name="known"/> may occur.</summary>
    public Dictionary<string, YamlNode> Entries(YamlNode node, string what, params IReadOnlyList<string> known)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Wrong(node, $"{what} must be a list of keys and values.");
        }

        Dictionary<string, YamlNode> entries = new(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            entries[name] = known.Contains(name, StringComparer.Ordinal)
                ? value
                : throw Wrong(
                    key, $"“{name}” is not known in {what}, which may have {string.Join(", ", known)}; correct or remove it.");
        }

        return entries;
    }

    /// <summary>A text that must be there.</summary>
    public string Required(Dictionary<string, YamlNode> entries, string key, YamlNode parent, string what) =>
        entries.TryGetValue(key, out var node) && Text(node, key).Trim() is { Length: > 0 } text
            ? text
            : throw Wrong(entries.GetValueOrDefault(key) ?? parent, $"{what} has no “{key}”; add it.");

    public string Text(YamlNode node, string key) =>
        (node as YamlScalarNode)?.Value ?? throw Wrong(node, $"“{key}” must be a text.");

    public bool YesNo(YamlNode node, string key) => Text(node, key) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Wrong(node, $"“{key}” is “{other}”; it must be true or false."),
    };

    /// <summary>A number of a range, both ends included.</summary>
    public double Number(YamlNode node, string key, double least, double most)
    {
        var text = Text(node, key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw Wrong(node, string.Create(
                CultureInfo.InvariantCulture, $"“{key}” is “{text}”; it must be a number from {least} to {most}."));
    }

    /// <summary>A whole number of a range, both ends included.</summary>
    public int Whole(YamlNode node, string key, int least, int most)
    {
        var number = Number(node, key, least, most);
        return number == Math.Floor(number) ? (int)number : throw Wrong(node, $"“{key}” must be a whole number.");
    }

    public IReadOnlyList<YamlNode> Items(YamlNode node, string key) =>
        (node as YamlSequenceNode)?.Children.ToArray() ?? throw Wrong(node, $"“{key}” must be a list, each item after a dash.");

    public PromptFileException Wrong(YamlNode node, string problem) => new(file, LineOf(node), problem);

    /// <summary>1-based.</summary>
    public static int LineOf(YamlNode node) => (int)node.Start.Line;
}
