using System.Diagnostics;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>Scripts of the fixtures for node, and the packages they need as their lock file pins them.</summary>
/// <param name="name">Name of the fixtures' folder.</param>
internal sealed class NodePackages(string name)
{
    private Task<(string? Modules, string? Reason)>? installed;

    /// <summary>Where the scripts are.</summary>
    public string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>The folder of the packages, or the reason why there is none; installed once.</summary>
    public Task<(string? Modules, string? Reason)> InstalledAsync() => installed ??= InstallAsync();

    /// <summary>
    /// Installs the pinned version once per machine, into the user's folder for such data; a moved folder is a whole one.
    /// </summary>
    private async Task<(string? Modules, string? Reason)> InstallAsync()
    {
        var lockFile = Path.Combine(Folder, "package-lock.json");
        var version = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(lockFile)))[..12];
        var cache = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "paperbot-tests");
        var home = Path.Combine(cache, $"{name}-{version}");
        var modules = Path.Combine(home, "node_modules");
        try
        {
            if (!Directory.Exists(home))
            {
                var temporary = Path.Combine(cache, "installing-" + Guid.NewGuid().ToString("N"));
                Directory.CreateDirectory(temporary);
                File.Copy(lockFile, Path.Combine(temporary, "package-lock.json"));
                File.Copy(Path.Combine(Folder, "package.json"), Path.Combine(temporary, "package.json"));
                var (code, told) = await RunAsync("npm", temporary, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
                if (code != 0)
                {
                    Directory.Delete(temporary, recursive: true);
                    return (null, "npm could not install what is needed: " + told.Trim().Split('\n').LastOrDefault());
                }

                Keep(temporary, home);
            }

            var (node, version20) = await RunAsync("node", cache, "--version");
            return node == 0 ? (modules, null) : (null, "node does not run: " + version20);
        }
        catch (Exception e) when (
            e is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException or TimeoutException)
        {
            return (null, "This needs node, npm and its registry: " + e.Message);
        }
    }

    private static void Keep(string temporary, string home)
    {
        try
        {
            Directory.Move(temporary, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another run of the tests was faster.
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task<(int Code, string Told)> RunAsync(string program, string folder, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var told = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await told + await errors);
    }
}
