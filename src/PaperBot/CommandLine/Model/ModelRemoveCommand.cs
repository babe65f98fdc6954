using System.CommandLine;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using PaperBot.Text;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model remove</c>: takes a model's file away, or what was fetched of it, and what was learnt of it.</summary>
internal static class ModelRemoveCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var name = new Argument<string>("NAME") { Description = "A model's name, or its file in the folder of models" };
        var keep = new Option<bool>("--keep-file") { Description = "Forget the hash that was learnt, and keep the file" };
        var command = new Command("remove", "Delete an installed model, or a download that was begun") { name, keep };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var store = run.Service<ModelStore>();
            var asked = run.Value(name)!;
            var file = Found(store, asked);
            if (file is null || file.State == FileState.Absent || store.KeyOf(file.Path) == file.Path)
            {
                throw new CommandFailure($"No model “{asked}” is installed in {store.Folder}.");
            }

            if (!run.Value(keep))
            {
                File.Delete(file.Path);
                new PartFile(file.Path).Delete();
            }

            await store.Ledger.ForgetAsync(store.KeyOf(file.Path), cancellationToken).ConfigureAwait(false);
            run.Show(run.Value(keep)
                ? $"The hash of {Markdown.Literal(file.Name)} is forgotten; `paperbot model verify` learns it anew."
                : $"{Markdown.Literal(file.Name)} is removed; {Bytes.Shown(file.SizeBytes)} are free again.");
            return ExitCode.Done;
        });
    }

    private static ModelFile? Found(ModelStore store, string asked)
    {
        try
        {
            return store.Find(asked);
        }
        catch (ModelCatalogueException wrong)
        {
            throw new CommandFailure(wrong.Message);
        }
    }
}
