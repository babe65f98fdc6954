using System.ComponentModel;
using System.Diagnostics;

namespace PaperBot.LocalModels.Natives;

/// <summary>
/// The user's own npm, which knows the registry, the proxy and the keys the user has set. It only fetches: no script of any
/// package is run.
/// </summary>
/// <param name="program">Name or path of npm.</param>
internal sealed class Npm(string program = "npm")
{
    private const int MostShownCharacters = 300;

    /// <summary>Fetches the packed form of a package.</summary>
    /// <param name="package">With its version: <c>@node-llama-cpp/linux-x64@3.22.1</c>.</param>
    /// <param name="folder">An empty folder to put it in.</param>
    /// <param name="cancellationToken">Ends npm and all it started.</param>
    /// <returns>The file.</returns>
    /// <exception cref="NativeFetchException">npm is missing, or could not fetch it.</exception>
    public async Task<string> PackAsync(string package, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "pack", package, "--pack-destination", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
            },
        };

        // Asks nobody anything, and leaves no notice about itself.
        start.Environment["NO_UPDATE_NOTIFIER"] = "1";
        start.Environment["npm_config_yes"] = "true";
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await output.ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new NativeFetchException(Sentence(package, await errors.ConfigureAwait(false)));
        }

        return Directory.GetFiles(folder, "*.tgz") is [var file]
            ? file
            : throw new NativeFetchException($"npm fetched {package} and left no package behind.");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new NativeFetchException("npm could not be started.");
        }
        catch (Win32Exception failure)
        {
            throw new NativeFetchException(
                "npm is not installed, and llama.cpp's libraries are fetched with it: install Node.js (https://nodejs.org), "
                + "or name a folder with libraries of your own in Model:Natives.",
                failure);
        }
    }

    private static string Sentence(string package, string errors)
    {
        string[] unreachable =
        [
            "ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH", "ERR_SOCKET_TIMEOUT",
            "EIDLETIMEOUT",
        ];
        bool Says(string code) => errors.Contains(code, StringComparison.OrdinalIgnoreCase);
        return unreachable.Any(Says)
            ? $"npm could not reach its registry to fetch {package}. Is this machine online, and is npm's proxy set right?"
            : Says("ENOSPC") ? $"The disk is full, so {package} could not be fetched."
            : Says("E404") || Says("ETARGET") ? $"npm's registry has no {package}. `npm config get registry` tells which it is."
            : Says("E401") || Says("E403") ? $"npm's registry did not hand {package} out: `npm login` may be needed."
            : $"npm could not fetch {package}: {Shown(errors)}";
    }

    private static string Shown(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Replace("npm error", "", StringComparison.Ordinal))
            .Select(line => line.Replace("npm ERR!", "", StringComparison.Ordinal).Trim())
            .Where(line => line.Length > 0 && !line.Contains("complete log", StringComparison.Ordinal));
        var text = string.Join(' ', lines);
        return text.Length > MostShownCharacters ? text[..MostShownCharacters] + "…" : text;
    }
}
