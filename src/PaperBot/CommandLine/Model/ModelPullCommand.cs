using System.CommandLine;
using PaperBot.CommandLine.Json;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using PaperBot.Models;
using PaperBot.Terminal;
using PaperBot.Text;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model pull</c>: fetches a model, going on where an earlier try ended.</summary>
internal static class ModelPullCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var name = new Argument<string>("NAME|URL") { Description = "A model's name, as `model list` shows it, or the address of a GGUF file" };
        var hash = new Option<string?>("--sha256")
        {
            Description = "What the file's SHA-256 must be; for an address", HelpName = "HEX",
            CustomParser = result =>
            {
                var typed = result.Tokens[0].Value;
                if (typed.Length == 64 && typed.All(char.IsAsciiHexDigit))
                {
                    return typed.ToLowerInvariant();
                }

                result.AddError("--sha256 takes 64 hexadecimal digits.");
                return null;
            },
        };
        var json = SharedOptions.Json();
        var command = new Command("pull", "Fetch a model, checked; an interrupted download goes on") { name, hash, json };
        return program.Handle(command, (run, cancellationToken) => RunAsync(run, run.Value(name)!, run.Value(hash), run.Value(json), cancellationToken));
    }

    private static async Task<int> RunAsync(Run run, string name, string? sha256, bool json, CancellationToken cancellationToken)
    {
        var fetcher = run.Service<ModelFetcher>();
        DownloadPlan? plan = null;
        try
        {
            plan = fetcher.Plan(name, sha256);
            var size = plan.SizeBytes is { } bytes ? $", {Bytes.Shown(bytes)}" : "";
            await run.Streams.Error.WriteLineAsync($"From {DownloadPlan.Shown(plan.Address)}{size}, to {plan.Path}.").ConfigureAwait(false);
            var fetched = await WatchedAsync(run, fetcher, plan, json, cancellationToken).ConfigureAwait(false);
            Show(run, name, fetched, json);
            return ExitCode.Done;
        }
        catch (Exception failed) when (failed is DownloadException or ModelCatalogueException)
        {
            throw new CommandFailure(failed.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (plan is not null && new FileInfo(plan.Path + ModelStore.PartSuffix) is { Exists: true } part)
            {
                await run.Streams.Error.WriteLineAsync(
                    $"{Bytes.Shown(part.Length)} are kept in {part.FullName}; the same command goes on there.").ConfigureAwait(false);
            }

            throw;
        }
    }

    private static async Task<FetchedModel> WatchedAsync(
        Run run, ModelFetcher fetcher, DownloadPlan plan, bool json, CancellationToken cancellationToken)
    {
        var time = run.Service<TimeProvider>();
        using var bar = new ProgressBar(run.Streams, time, !json);
        var speed = new DownloadSpeed(time);
        return await fetcher.FetchAsync(plan, Report, cancellationToken).ConfigureAwait(false);

        void Report(DownloadProgress progress)
        {
            var rate = speed.After(progress);
            var all = progress.All is { } size ? $" of {Bytes.Shown(size)}" : "";
            var what = progress.Checking ? "checking what is there" : $"{Bytes.Shown(progress.Done)}{all}{rate}";
            bar.Report(progress.Done, progress.All ?? 1, what);
        }
    }

    private static void Show(Run run, string name, FetchedModel fetched, bool json)
    {
        if (json)
        {
            run.Out.WriteJson(new PulledModelJson(
                name, fetched.Path, fetched.SizeBytes, fetched.Sha256, fetched.Learnt, fetched.WasThere));
            return;
        }

        var known = run.Service<ModelStore>().Catalogue.Find(name);
        var file = known?.Name ?? Path.GetFileName(fetched.Path);
        var state = fetched.WasThere ? "was there already and is whole" : "is there";
        var hash = fetched.Learnt
            ? $"Its SHA-256 {fetched.Sha256} was not known before; it is kept and checked from now on."
            : "Its SHA-256 is what it should be.";
        var use = known?.Kind == ModelKind.Embedding ? nameof(ModelOptions.EmbeddingFile) : nameof(ModelOptions.File);
        run.Show($"{Markdown.Literal(file)} {state} ({Bytes.Shown(fetched.SizeBytes)}). {hash} Use it with "
            + $"`PAPERBOT__{ModelOptions.Section}__{use}={file}`, or set {ModelOptions.Section}:{use} in the settings.");
    }
}
