using PaperBot;
using PaperBot.CommandLine;
using PaperBot.CommandLine.Demonstrations;
using PaperBot.CommandLine.Model;
using PaperBot.CommandLine.Trying;
using PaperBot.Hosting;

using var interruption = new Interruption();
return await Program.RunAsync(args, Streams.OfProcess(), interruption.Token).ConfigureAwait(false);

/// <summary>The map of the program: every command is a file in CommandLine/; what they are made of is chosen in Adapters.cs.</summary>
internal partial class Program
{
    public static Task<int> RunAsync(string[] args, Streams streams, CancellationToken cancellationToken) =>
        new CommandLineProgram(streams, "Answers questions about papers from their abstracts, with checked citations.")
            .AddDefault(ServeCommand.Create)
            .Add(ImportCommand.Create, EmbedCommand.Create, PapersCommand.Create)
            .Add(SearchCommand.Create, LookupCommand.Create, RelatedCommand.Create)
            .Add(AskCommand.Create, CompareCommand.Create, SummarizeCommand.Create, TldrCommand.Create)
            .Add(ReplayCommand.Create, ForgetCommand.Create)
            .Add(DigestCommand.Create, ScheduleCommand.Create, ArchiveCommand.Create, EvalCommand.Create)
            .Add(TryCommand.Create, DemoCommand.Create, DoctorCommand.Create, DiscordCommand.Create)
            .Add(ModelCommand.Create, ModelHostCommand.Create, RuntimeCheckCommand.Create)
            .Add(
                NotYet.Command("backup", "Copy all state to a file"),
                NotYet.Command("restore", "Bring back all state from a file"))
            .RunAsync(args, cancellationToken);
}
