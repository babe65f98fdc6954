using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.CommandLine.Json;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using PaperBot.Models;
using PaperBot.Text;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model list</c>: which models there are, whether they fit this machine, and which are installed.</summary>
internal static class ModelListCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("list", "Show the models that are known or installed, and whether they fit this machine") { json };
        return program.Handle(command, (run, _) =>
        {
            var store = run.Service<ModelStore>();
            var options = run.Service<IOptions<ModelOptions>>().Value;
            var files = store.Listed();
            var memory = MachineMemory.Now();
            var free = run.Service<DownloadOptions>().Free(store.Folder);
            List<ModelJson> models = [.. files.Select(f => ModelJson.Of(f, options.ContextTokens, memory, free))];
            if (run.Value(json))
            {
                run.Out.WriteJson(new ModelListJson(store.Folder, memory.TotalBytes, memory.FreeBytes, free, options.ContextTokens, models));
            }
            else
            {
                run.Show(Text(store, options, memory, free, models));
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    /// <summary>The store's files; a list or a ledger that cannot be read is said in its sentence.</summary>
    public static IReadOnlyList<ModelFile> Listed(this ModelStore store)
    {
        try
        {
            return store.List();
        }
        catch (ModelCatalogueException wrong)
        {
            throw new CommandFailure(wrong.Message);
        }
    }

    /// <summary>Free bytes of the disk that a folder is or will be on; null when that cannot be told.</summary>
    private static long? Free(this DownloadOptions options, string folder)
    {
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        try
        {
            return options.FreeBytes(there);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Text(ModelStore store, ModelOptions options, MachineMemory memory, long? free, IReadOnlyList<ModelJson> models)
    {
        var disk = free is { } bytes ? $", {Bytes.Shown(bytes)} free on the disk" : "";
        List<string> lines =
        [
            $"Models in {Markdown.Code(store.Folder, 200)}; this machine has {Bytes.Shown(memory.TotalBytes)} of memory, "
                + $"{Bytes.Shown(memory.FreeBytes)} of it free{disk}.",
            "",
            .. models.Select(Line),
            "",
            options.File.Length > 0
                ? $"In use for answers: {Markdown.Literal(options.File)} (Model:File)."
                : "None is in use for answers: `paperbot model pull NAME` fetches one, and Model:File names it.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Memory is counted for a context of {options.ContextTokens} tokens (Model:ContextTokens); on a GPU as much of its own memory."),
        ];
        return string.Join('\n', lines);
    }

    private static string Line(ModelJson model)
    {
        var facts = model.Kind is null ? "" : $"{model.Licence}, {model.Kind}, {Size(model)}, {Memory(model)}; ";
        var why = model.Why is { } reason ? $" {Markdown.Literal(reason)}" : "";
        return $"- **{Markdown.Literal(model.Name)}** {State(model)}: {Markdown.Literal(model.Title)} ({facts}{Fit(model)}){why}";
    }

    private static string Size(ModelJson model) => model.SizeBytes is { } size ? Bytes.Shown(size) : "size known after the first download";

    private static string Memory(ModelJson model) => model.MemoryBytes is { } bytes ? $"{Bytes.Shown(bytes)} of memory" : "memory unknown";

    private static string Fit(ModelJson model) => !model.Fits ? "does not fit" : model.MemoryBytes is null ? "likely fits" : "fits";

    private static string State(ModelJson model) => model.State switch
    {
        "absent" => "not installed",
        "partial" => $"fetched in part ({Bytes.Shown(model.InstalledBytes)})",
        "verified" => "installed, verified",
        "unread" => "installed, not yet verified",
        _ => "installed, WRONG",
    };
}
