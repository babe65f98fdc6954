using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;

namespace PaperBot.DiscordSimulator.Limits;

/// <summary>What Discord lets a command be.</summary>
internal static partial class CommandLimits
{
    private const int MostOptions = 25;
    private const int MostText = 8000;

    /// <summary>Notes everything that is wrong with a command. An edit may leave out what it does not change.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">Where it stands in the form, with a dot at its end; empty for the form itself.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(JsonNode? command, string path, FormErrors errors)
    {
        var type = command.Integer("type") ?? 1;
        if (type is not (1 or 2 or 3))
        {
            errors.NotOneOf(path + "type", "1, 2, 3");
        }

        Name(command, path, type == 1, errors);
        if (type == 1)
        {
            Localized(command, path, "description", 100, errors);
            errors.Length(path + "description", command.Text("description"), 1, 100);
            Options(command.Items("options") ?? [], path, depth: 0, errors);
        }
        else if (!string.IsNullOrEmpty(command.Text("description")) || command.Items("options") is { Count: > 0 })
        {
            errors.Add(path + "description", "APPLICATION_COMMAND_INVALID_DESCRIPTION",
                "Context menu commands have no description and no options");
        }

        if (command.HasValue("default_member_permissions") && command.Id("default_member_permissions") is null)
        {
            errors.Add(path + "default_member_permissions", "NUMBER_TYPE_COERCE", "Value is not a permission bit set.");
        }

        if (Texts(command) > MostText)
        {
            errors.Add(path + "name", "APPLICATION_COMMAND_TOO_LARGE", $"Command exceeds maximum size ({MostText})");
        }
    }

    private static void Options(JsonArray options, string path, int depth, FormErrors errors)
    {
        errors.TooMany(path + "options", options.Count, MostOptions);
        var names = new HashSet<string>();
        var optional = false;
        for (var i = 0; i < options.Count; i++)
        {
            var option = options[i];
            var at = $"{path}options.{i}.";
            Name(option, at, slash: true, errors);
            Localized(option, at, "description", 100, errors);
            errors.Length(at + "description", option.Text("description"), 1, 100);
            if (option.Text("name") is { } name && !names.Add(name))
            {
                errors.Add(at + "name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
            }

            var required = option.Truth("required") ?? false;
            if (required && optional)
            {
                errors.Add(at + "required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options");
            }

            optional |= !required;
            One(option, at, depth, errors);
        }
    }

    private static void One(JsonNode? option, string at, int depth, FormErrors errors)
    {
        switch (option.Integer("type"))
        {
            case 1 when depth < 2:
                Options(option.Items("options") ?? [], at, depth: 2, errors);
                break;
            case 2 when depth == 0:
                Options(option.Items("options") ?? [], at, depth: 1, errors);
                break;
            case 3 or 4 or 10:
                Values(option, at, errors);
                break;
            case >= 5 and <= 11:
                break;
            default:
                errors.NotOneOf(at + "type", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11");
                break;
        }
    }

    private static void Values(JsonNode? option, string at, FormErrors errors)
    {
        var choices = option.Items("choices") ?? [];
        errors.TooMany(at + "choices", choices.Count, MostOptions);
        if (choices.Count > 0 && option.Truth("autocomplete") == true)
        {
            errors.Add(at + "autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
                "Autocomplete cannot be used together with choices");
        }

        for (var i = 0; i < choices.Count; i++)
        {
            Choice(choices[i], $"{at}choices.{i}.", option.Integer("type") == 3, errors);
        }

        if (option.Integer("min_length") is < 0 or > 6000)
        {
            errors.Add(at + "min_length", "NUMBER_TYPE_MAX", "int value should be between 0 and 6000.");
        }

        if (option.Integer("max_length") is < 1 or > 6000)
        {
            errors.Add(at + "max_length", "NUMBER_TYPE_MAX", "int value should be between 1 and 6000.");
        }
    }

    /// <summary>A choice of an option or of an autocomplete answer.</summary>
    public static void Choice(JsonNode? choice, string at, bool isText, FormErrors errors)
    {
        errors.Length(at + "name", choice.Text("name"), 1, 100);
        Localized(choice, at, "name", 100, errors);
        if (isText)
        {
            errors.Length(at + "value", choice.Text("value"), 1, 100);
        }
        else if (choice.Number("value") is null)
        {
            errors.Add(at + "value", "NUMBER_TYPE_COERCE", "Value is not a number.");
        }
    }

    private static void Name(JsonNode? part, string path, bool slash, FormErrors errors)
    {
        errors.Length(path + "name", part.Text("name"), 1, 32);
        Localized(part, path, "name", 32, errors);
        var names = (part.Part("name_localizations") ?? []).Select(l => JsonFields.AsText(l.Value)).Append(part.Text("name"));
        foreach (var name in names.OfType<string>().Where(n => slash && !IsSlashName(n)))
        {
            errors.Add(path + "name", "APPLICATION_COMMAND_INVALID_NAME", $"Command name is invalid: {name}");
        }
    }

    private static void Localized(JsonNode? part, string path, string name, int most, FormErrors errors)
    {
        foreach (var (locale, text) in part.Part(name + "_localizations") ?? [])
        {
            if (!Locales.Contains(locale))
            {
                errors.NotOneOf($"{path}{name}_localizations.{locale}", string.Join(", ", Locales));
            }

            errors.Length($"{path}{name}_localizations.{locale}", JsonFields.AsText(text), 1, most);
        }
    }

    private static bool IsSlashName(string name) => SlashName().IsMatch(name) && !name.Any(char.IsUpper);

    /// <summary>
    /// Characters of names, descriptions and values of a command, all levels together; the longest translation counts.
    /// </summary>
    private static int Texts(JsonNode? part) =>
        Longest(part, "name") + Longest(part, "description") + (part.Text("value")?.Length ?? 0)
        + (part.Items("options") ?? []).Sum(Texts) + (part.Items("choices") ?? []).Sum(Texts);

    private static int Longest(JsonNode? part, string name) => (part.Part(name + "_localizations") ?? [])
        .Select(l => JsonFields.AsText(l.Value)?.Length ?? 0).Append(part.Text(name)?.Length ?? 0).Max();

    private static readonly HashSet<string> Locales =
    [
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro",
            "fi",
        "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
    ];

    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$")]
    private static partial Regex SlashName();
}
