using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.CommandLine;
using PaperBot.Libraries;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;
using PaperBot.Packages;

namespace PaperBot.Models;

/// <summary>
/// What computes local models: LLamaSharp where it was built in, works on this machine and settings are not against it, else the
/// built-in runtime. Whether it works is tried once, in a process of its own: libraries that a processor cannot run end theirs, and
/// those of two runtimes in one process would mix.
/// </summary>
/// <param name="options">The settings.</param>
/// <param name="natives">The built-in runtime's libraries.</param>
/// <param name="built">What this program was built with.</param>
/// <param name="data">The data folder, for the log of a refusal.</param>
/// <param name="check">Starts the trial.</param>
/// <param name="logger">Told of a refusal.</param>
internal sealed partial class RuntimeSelection(
    IOptions<ModelOptions> options, NativeLibraries natives, BuiltWith built, string data, Func<ProcessStartInfo> check,
    ILogger<RuntimeSelection> logger)
{
    /// <summary>Name of the log of a refusal, in the data folder.</summary>
    public const string LogName = "llamasharp.log";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private Task<string?>? trial;

    /// <summary>Whether LLamaSharp was built in and settings are not against it.</summary>
    public bool AllowsLLamaSharp => built.HasPackages && options.Value.Runtime != RuntimeChoice.BuiltIn;

    /// <summary>What becomes of local models where LLamaSharp cannot be used, in a sentence.</summary>
    public string Instead => options.Value.Runtime == RuntimeChoice.LLamaSharp || natives.WhyNot is not null
        ? "Until it can, no local model runs."
        : "Until it can, the built-in runtime computes local models.";

    /// <summary>Why nothing computes local models, as far as is known without a trial, and what to do; null when something does.</summary>
    public string? WhyNot => AllowsLLamaSharp ? null : natives.WhyNot;

    /// <summary>Why LLamaSharp does not compute although it was built in and settings allow it, in a sentence; null when it does.</summary>
    /// <param name="cancellationToken">Ends the waiting; the trial goes on for others.</param>
    public async Task<string?> WhyNoLLamaSharpAsync(CancellationToken cancellationToken)
    {
        if (!AllowsLLamaSharp)
        {
            return null;
        }

        lock (gate)
        {
            trial ??= Task.Run(TryAsync, CancellationToken.None);
        }

        return await trial.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether LLamaSharp computes; else the built-in runtime does.</summary>
    /// <exception cref="ModelServiceException">Neither can; the sentence says why and what to do.</exception>
    public async Task<bool> IsLLamaSharpAsync(CancellationToken cancellationToken)
    {
        var refusal = await WhyNoLLamaSharpAsync(cancellationToken).ConfigureAwait(false);
        if (refusal is not null && options.Value.Runtime == RuntimeChoice.LLamaSharp)
        {
            throw new ModelServiceException(
                ServiceFailure.Refused, $"{refusal} With Model:Runtime set to auto the built-in runtime would compute.");
        }

        if (AllowsLLamaSharp && refusal is null)
        {
            return true;
        }

        return natives.WhyNot is { } missing
            ? throw new ModelServiceException(ServiceFailure.Refused, refusal is null ? missing : $"{refusal} {missing}")
            : false;
    }

    private async Task<string?> TryAsync()
    {
        var (why, said) = await OutcomeAsync().ConfigureAwait(false);
        if (why is null)
        {
            return null;
        }

        var sentence = $"LLamaSharp cannot be used on this machine: {why.TrimEnd('.')}.{RefusalLog.Keep(data, LogName, said)}";
        LogRefused(sentence, Instead);
        return sentence;
    }

    // Why it cannot be used, null when it can, and all that the trial said.
    private async Task<(string? Why, string Said)> OutcomeAsync()
    {
        try
        {
            using var process = Process.Start(HostLaunch.Bare(check())) ?? throw new InvalidOperationException("No process was started.");
            process.StandardInput.Close();
            using var late = new CancellationTokenSource(Patience);
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                return ($"its libraries were not loaded after {Patience.TotalSeconds:F0} seconds", await errors.ConfigureAwait(false));
            }

            var said = await output.ConfigureAwait(false) + await errors.ConfigureAwait(false);
            return process.ExitCode == ExitCode.Done
                ? (null, said)
                : (RuntimeCheckCommand.RefusalIn(said) ?? $"the process that tried it ended with exit code {process.ExitCode}", said);
        }
        catch (Exception failed) when (failed is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return ($"the process that tries it could not be started: {failed.Message}", failed.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence} {Instead}")]
    private partial void LogRefused(string sentence, string instead);
}
