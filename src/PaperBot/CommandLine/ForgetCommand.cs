using System.CommandLine;
using PaperBot.Records;

namespace PaperBot.CommandLine;

/// <summary><c>forget</c>: erases what is stored of a person, for whoever runs the bot.</summary>
internal static class ForgetCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var person = new Argument<string>("PERSON") { Description = "As the bot names them: console, or the surface's name and id" };
        var yes = new Option<bool>("--yes") { Description = "Erase it; without this, only say what there is" };
        var command = new Command("forget", "Erase a person's messages, ratings, reading list and kept answers") { person, yes };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var name = run.Value(person)!.Trim();
            if (name.Length == 0)
            {
                throw new UsageException("PERSON is missing.");
            }

            var data = run.Service<PersonalData>();
            var erase = run.Value(yes);
            var held = erase
                ? await data.ForgetAsync(name, cancellationToken).ConfigureAwait(false)
                : await data.CountAsync(name, cancellationToken).ConfigureAwait(false);
            run.Out.Write(
                held.IsEmpty ? $"Nothing is stored of {name}.\n"
                : erase ? $"Erased of {name}: {held.Said}.\n"
                : $"Stored of {name}: {held.Said}. With --yes it is erased; that cannot be undone.\n");
            return ExitCode.Done;
        });
    }
}
