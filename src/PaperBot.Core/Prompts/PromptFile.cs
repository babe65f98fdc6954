using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PaperBot.Prompts;

/// <summary>
/// Reads a file of Semantic Kernel's YAML prompt schema. Every key it does not know is an error: a setting that is misspelt would
/// otherwise silently not hold.
/// </summary>
internal static class PromptFile
{
    private const string Format = "semantic-kernel";

    // A template that grew beyond this is no prompt for a small model, and most likely not a prompt at all.
    private const int LargestFile = 64 * 1024;

    /// <exception cref="PromptFileException">The file cannot be read, or something in it is wrong.</exception>
    public static PromptTemplate Read(string file)
    {
        try
        {
            return new FileInfo(file).Length <= LargestFile
                ? Parse(file, File.ReadAllText(file))
                : throw new PromptFileException(file, 0, "the file is larger than 64 KiB; a prompt is a few short messages.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PromptFileException(file, 0, $"the file cannot be read ({refused.Message}).", refused);
        }
    }

    /// <exception cref="PromptFileException">Something in the text is wrong.</exception>
    public static PromptTemplate Parse(string file, string text)
    {
        text = text.ReplaceLineEndings("\n");
        var yaml = new YamlNodes(file);
        var root = Root(file, text);
        var entries = yaml.Entries(
            root, "a prompt", "name", "description", "template_format", "template", "input_variables", "execution_settings");
        var name = yaml.Required(entries, "name", root, "the prompt");
        var description = entries.TryGetValue("description", out var described) ? yaml.Text(described, "description") : "";
        var format = yaml.Required(entries, "template_format", root, "the prompt");
        if (format != Format)
        {
            throw yaml.Wrong(entries["template_format"], $"the template_format “{format}” is not read here; use {Format}.");
        }

        yaml.Required(entries, "template", root, "the prompt");
        var template = (YamlScalarNode)entries["template"];
        var isLiteral = template.Style == ScalarStyle.Literal;
        var line = YamlNodes.LineOf(template) + (isLiteral ? 1 : 0);
        var messages = TemplateText.Read(file, template.Value!, line, isLiteral);
        var variables = entries.TryGetValue("input_variables", out var declared) ? Variables(yaml, declared) : [];
        CheckUse(file, messages, variables);
        return new PromptTemplate
        {
            Name = name,
            Description = description.Trim(),
            File = file,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Messages = messages,
            Variables = [.. variables.Select(v => v.Variable)],
            Settings = entries.TryGetValue("execution_settings", out var settings) ? Settings(yaml, settings) : new ChatOptions(),
        };
    }

    private static YamlNode Root(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        // The library lets a few mistakes out as exceptions of its own workings.
        catch (Exception wrong) when (wrong is YamlException or InvalidOperationException or ArgumentException or FormatException)
        {
            var line = wrong is YamlException placed ? (int)placed.Start.Line : 0;
            var isTwice = wrong.Message.Contains("uplicate", StringComparison.Ordinal);
            var said = wrong is YamlException ? $" ({wrong.Message.Trim().TrimEnd('.').ReplaceLineEndings(" ")})" : "";
            throw new PromptFileException(
                file,
                line,
                isTwice
                    ? "a key stands here twice; remove one of the two."
                    : $"this is not valid YAML{said}; check indentation, quotes and colons.",
                wrong);
        }

        return stream.Documents switch
        {
            [var only] => only.RootNode,
            [] => throw new PromptFileException(file, 0, "the file is empty; write a prompt or remove it."),
            _ => throw new PromptFileException(file, 0, "the file holds several documents; give each prompt its own file."),
        };
    }

    private static List<(PromptVariable Variable, int Line)> Variables(YamlNodes yaml, YamlNode declared)
    {
        List<(PromptVariable Variable, int Line)> variables = [];
        foreach (var item in yaml.Items(declared, "input_variables"))
        {
            var entries = yaml.Entries(item, "an input variable", "name", "description", "is_required", "default");
            var name = yaml.Required(entries, "name", item, "the input variable");
            if (variables.Any(v => v.Variable.Name == name))
            {
                throw yaml.Wrong(item, $"the variable “{name}” is declared twice; remove one of the two.");
            }

            var standIn = entries.TryGetValue("default", out var given) ? yaml.Text(given, "default") : null;
            // As in Semantic Kernel, a variable is required unless it says otherwise.
            var isRequired = entries.TryGetValue("is_required", out var required)
                ? yaml.YesNo(required, "is_required")
                : standIn is null;
            variables.Add((new PromptVariable(name, isRequired, standIn ?? ""), YamlNodes.LineOf(item)));
        }

        return variables;
    }

    private static void CheckUse(
        string file, IReadOnlyList<TemplateMessage> messages, List<(PromptVariable Variable, int Line)> variables)
    {
        var used = messages.SelectMany(m => m.Pieces).Where(p => p.IsVariable).ToArray();
        foreach (var piece in used.Where(p => variables.All(v => v.Variable.Name != p.Text)))
        {
            throw new PromptFileException(
                file,
                piece.Line,
                $"the template uses {{{{${piece.Text}}}}}, which input_variables lacks; correct the name or declare it.");
        }

        foreach (var (variable, line) in variables.Where(v => used.All(p => p.Text != v.Variable.Name)))
        {
            throw new PromptFileException(
                file,
                line,
                $"the variable “{variable.Name}” is declared but the template never uses it; use it or remove it.");
        }
    }

    private static ChatOptions Settings(YamlNodes yaml, YamlNode node)
    {
        var options = new ChatOptions();
        if (!yaml.Entries(node, "execution_settings", "default").TryGetValue("default", out var settings))
        {
            return options;
        }

        var entries = yaml.Entries(
            settings, "the settings", "max_tokens", "temperature", "top_p", "top_k", "seed", "frequency_penalty",
            "presence_penalty", "stop_sequences");
        foreach (var (key, value) in entries)
        {
            switch (key)
            {
                case "max_tokens": options.MaxOutputTokens = yaml.Whole(value, key, 1, 32_768); break;
                case "temperature": options.Temperature = (float)yaml.Number(value, key, 0, 2); break;
                case "top_p": options.TopP = (float)yaml.Number(value, key, 0.01, 1); break;
                case "top_k": options.TopK = yaml.Whole(value, key, 1, 1000); break;
                case "seed": options.Seed = yaml.Whole(value, key, 0, int.MaxValue); break;
                case "frequency_penalty": options.FrequencyPenalty = (float)yaml.Number(value, key, -2, 2); break;
                case "presence_penalty": options.PresencePenalty = (float)yaml.Number(value, key, -2, 2); break;
                default: options.StopSequences = [.. Stops(yaml, value, key)]; break;
            }
        }

        return options;
    }

    private static IEnumerable<string> Stops(YamlNodes yaml, YamlNode value, string key) =>
        yaml.Items(value, key).Select(item => yaml.Text(item, key) is { Length: > 0 } stop
            ? stop
            : throw yaml.Wrong(item, "a stop sequence is empty, which would end every answer at once; remove it."));
}
