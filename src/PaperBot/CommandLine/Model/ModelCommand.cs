using System.CommandLine;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model</c>: the files of models, listed, fetched, checked and removed.</summary>
internal static class ModelCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var command = new Command("model", "Manage GGUF model files");
        Func<CommandLineProgram, Command>[] subcommands =
        [
            ModelListCommand.Create, ModelPullCommand.Create, ModelNativesCommand.Create, ModelVerifyCommand.Create, ModelTestCommand.Create,
            ModelRemoveCommand.Create,
        ];
        foreach (var create in subcommands)
        {
            command.Subcommands.Add(create(program));
        }

        return command;
    }
}
