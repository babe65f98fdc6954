using System.CommandLine;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model</c>: the files of models, listed, fetched, checked and removed, and llama.cpp's libraries.</summary>
internal static class ModelCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var command = new Command("model", "Manage GGUF model files and the libraries that run them");
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
