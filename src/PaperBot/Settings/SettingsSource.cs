using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Digests;
using PaperBot.DiscordSurface;
using PaperBot.Endpoints;
using PaperBot.Intake;
using PaperBot.Models;
using PaperBot.Prompts;
using PaperBot.Records;

namespace PaperBot.Settings;

/// <summary>
/// The settings of one run. Later sources win: defaults, the settings file, environment variables, the command line.
/// </summary>
internal static class SettingsSource
{
    /// <summary>The file looked for in the data folder when <c>--config</c> names none.</summary>
    public const string FileName = "paperbot.json";

    private static readonly string[] Sections =
    [
        AnsweringOptions.Section, AnswerLogOptions.Section, IntakeOptions.Section, ConversationOptions.Section, PromptOptions.Section,
        DigestSettings.Section, WatchOptions.Section, StorageOptions.Section, DiscordOptions.Section,
        ModelOptions.Section, EndpointOptions.Section, "Logging",
    ];

    private static readonly string[] Secrets =
        [$"{DiscordOptions.Section}:{nameof(DiscordOptions.Token)}", $"{EndpointOptions.Section}:{nameof(EndpointOptions.ApiKey)}"];

    public static IConfigurationRoot Load(string? configFile, string? dataFolder)
    {
        if (configFile is not null && !File.Exists(configFile))
        {
            throw new CommandFailure(Directory.Exists(configFile)
                ? $"{configFile} is a folder; --config takes a settings file."
                : $"The settings file {configFile} does not exist.");
        }

        var file = configFile ?? Path.Combine(Read(null, dataFolder)["Storage:Data"] ?? DataFolder.Default(), FileName);
        try
        {
            return Read(Path.GetFullPath(file), dataFolder);
        }
        catch (InvalidDataException wrong) when (wrong.InnerException is FormatException or JsonException)
        {
            // JSON that holds no settings, such as a list or a key twice, is told in the reader's own sentence.
            throw new CommandFailure((wrong.InnerException as JsonException ?? wrong.InnerException.InnerException) is JsonException syntax
                ? $"The settings file {file} is not valid JSON{Line(syntax)}; correct it or leave it away."
                : $"The settings file {file} does not fit: {wrong.InnerException.Message}");
        }
    }

    /// <summary>Sections nobody reads: a misspelt name would otherwise go unnoticed.</summary>
    public static IReadOnlyList<string> UnknownSections(IConfiguration settings) =>
    [
        // Plain variables such as PAPERBOT_TEST_DATA are not for the program; a leading underscore is the other prefix read twice.
        .. settings.GetChildren()
            .Where(s => s.GetChildren().Any() && !s.Key.StartsWith('_') && !Sections.Contains(s.Key, StringComparer.OrdinalIgnoreCase))
            .Select(s => $"The settings have a section {s.Key}, which is not known and ignored; known are {string.Join(", ", Sections)}."),
    ];

    private static string Line(JsonException syntax) => syntax.LineNumber is { } line ? $" (line {line + 1})" : "";

    private static IConfigurationRoot Read(string? file, string? dataFolder)
    {
        var builder = new ConfigurationBuilder();
        if (file is not null)
        {
            builder.AddJsonFile(file, optional: true, reloadOnChange: false);
        }

        // PAPERBOT__Digest__Time and PAPERBOT_Digest__Time both name Digest:Time.
        builder.AddEnvironmentVariables("PAPERBOT_").AddEnvironmentVariables("PAPERBOT__");
        if (dataFolder is not null)
        {
            builder.AddInMemoryCollection([new("Storage:Data", dataFolder)]);
        }

        var settings = builder.Build();
        KeepSecretsOut(settings, file);
        return settings;
    }

    // Settings files are copied, backed up and shown to others; whoever reads the token is the bot, and whoever reads the key pays with it.
    private static void KeepSecretsOut(IConfigurationRoot settings, string? file)
    {
        foreach (var key in Secrets)
        {
            if (settings.Providers.OfType<JsonConfigurationProvider>().Any(p => p.TryGet(key, out var secret) && secret is { Length: > 0 }))
            {
                throw new CommandFailure($"The settings file {file} holds {key}, which does not belong in a file: "
                    + $"take it out and set the environment variable PAPERBOT__{key.Replace(":", "__", StringComparison.Ordinal)} instead.");
            }
        }
    }
}
