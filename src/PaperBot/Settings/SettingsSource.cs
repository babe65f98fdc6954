using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace PaperBot.Settings;

/// <summary>
/// The settings of one run. Later sources win: defaults, the settings file, environment variables, the command line.
/// </summary>
internal static class SettingsSource
{
    /// <summary>The file looked for in the data folder when <c>--config</c> names none.</summary>
    public const string FileName = "paperbot.json";

    public static IConfigurationRoot Load(string? configFile, string? dataFolder)
    {
        if (configFile is not null && !File.Exists(configFile))
        {
            throw new CommandFailure($"The settings file {configFile} does not exist.");
        }

        var file = configFile ?? Path.Combine(Read(null, dataFolder)["Storage:Data"] ?? DataFolder.Default(), FileName);
        try
        {
            return Read(Path.GetFullPath(file), dataFolder);
        }
        catch (InvalidDataException wrong) when (wrong.InnerException is FormatException or JsonException)
        {
            var where = wrong.InnerException.InnerException is JsonException { LineNumber: { } line } ? $" (line {line + 1})" : "";
            throw new CommandFailure($"The settings file {file} is not valid JSON{where}; correct it or leave it away.");
        }
    }

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

        return builder.Build();
    }
}
