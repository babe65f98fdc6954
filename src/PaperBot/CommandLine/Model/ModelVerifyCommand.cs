using System.CommandLine;
using PaperBot.CommandLine.Json;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using PaperBot.Terminal;
using PaperBot.Text;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model verify</c>: reads every installed file through and holds it against its hash.</summary>
internal static class ModelVerifyCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("verify", "Read all installed models through and hold them against their hashes") { json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var store = run.Service<ModelStore>();
            List<VerifiedModelJson> seen = [];
            foreach (var file in store.Listed().Where(f => f.State is not (FileState.Absent or FileState.Partial)))
            {
                seen.Add(await VerifyAsync(run, store, file, run.Value(json), cancellationToken).ConfigureAwait(false));
            }

            Show(run, store, seen, run.Value(json));
            return seen.TrueForAll(f => f.Ok) ? ExitCode.Done : ExitCode.Failed;
        });
    }

    private static async Task<VerifiedModelJson> VerifyAsync(
        Run run, ModelStore store, ModelFile file, bool json, CancellationToken cancellationToken)
    {
        using var bar = new ProgressBar(run.Streams, run.Service<TimeProvider>(), !json);
        ModelFile read;
        try
        {
            read = await store.VerifyAsync(
                file, anew: true, done => bar.Report(done, file.SizeBytes, $"{file.Name}, {Bytes.Shown(file.SizeBytes)}"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ModelCatalogueException)
        {
            read = file with { State = FileState.Wrong, Problem = $"{file.Path} cannot be read: {refused.Message}" };
        }

        var learnt = read.State == FileState.Verified && file.Sha256 is null;
        return new VerifiedModelJson(read.Name, read.Path, read.State == FileState.Verified, read.Sha256, learnt, read.Problem);
    }

    private static void Show(Run run, ModelStore store, List<VerifiedModelJson> seen, bool json)
    {
        if (json)
        {
            run.Out.WriteJson(new VerifiedModelsJson(seen));
            return;
        }

        run.Show(seen.Count == 0
            ? $"No model is installed in {Markdown.Code(store.Folder, 200)}."
            : string.Join('\n', seen.Select(f => $"- **{Markdown.Literal(f.Name)}** "
                + (!f.Ok ? $"WRONG: {Markdown.Literal(f.Problem ?? "")}"
                    : f.Learnt ? $"ok: its SHA-256 {f.Sha256} was not known before; it is kept and checked from now on"
                    : "ok"))));
    }
}
