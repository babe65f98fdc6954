using System.CommandLine;
using System.CommandLine.Help;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Settings;

namespace PaperBot.CommandLine;

/// <summary>
/// What a command does: it returns an exit code, or throws a <see cref="CommandFailure"/> with its one sentence.
/// </summary>
internal delegate Task<int> CommandBody(Run run, CancellationToken cancellationToken);

/// <summary>The command line as a whole: options common to all, usage errors, and the one place that catches.</summary>
internal sealed class CommandLineProgram
{
    private readonly Streams streams;
    private readonly RootCommand root;
    private readonly Option<string?> data = new("--data")
    {
        Description = "Folder of the database", HelpName = "DIR", Recursive = true,
    };

    private readonly Option<string?> config = new("--config")
    {
        Description = $"Settings file; otherwise {SettingsSource.FileName} in the data folder", HelpName = "FILE", Recursive = true,
    };

    public CommandLineProgram(Streams streams, string description)
    {
        this.streams = streams;
        root = new RootCommand(
            $"{description}\n\nData: {DataFolder.Rule}.\nSettings: --config, or the environment, as in PAPERBOT__Digest__Time=08:00.\n"
            + "Stored there: papers, digests, messages of conversations for 30 days (Conversation:Days) and answers with their "
            + "questions for 90 (Answers:KeepDays); `forget PERSON` erases a person's.")
        {
            data, config,
        };
        root.Options.OfType<HelpOption>().Single().Description = "Show help";
    }

    /// <summary>Adds commands, in the order in which help shows them.</summary>
    public CommandLineProgram Add(params ReadOnlySpan<Func<CommandLineProgram, Command>> commands)
    {
        foreach (var create in commands)
        {
            root.Subcommands.Add(create(this));
        }

        return this;
    }

    /// <summary>Adds a command that also runs when none is named.</summary>
    public CommandLineProgram AddDefault(Func<CommandLineProgram, Command> create)
    {
        var command = create(this);
        root.Subcommands.Add(command);
        root.Action = command.Action;
        return this;
    }

    /// <summary>Gives a command its body.</summary>
    public Command Handle(Command command, CommandBody body)
    {
        command.SetAction((parsed, cancellationToken) => GuardAsync(parsed, body, cancellationToken));
        return command;
    }

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        // A question may begin with "@": it is no response file.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            foreach (var error in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                await streams.Error.WriteLineAsync(error).ConfigureAwait(false);
            }

            var name = parsed.CommandResult.Command == root ? "paperbot" : $"paperbot {parsed.CommandResult.Command.Name}";
            await streams.Error.WriteLineAsync($"`{name} --help` shows the usage.").ConfigureAwait(false);
            return ExitCode.WrongUsage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = streams.Out, Error = streams.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> GuardAsync(ParseResult parsed, CommandBody body, CancellationToken cancellationToken)
    {
        var run = new Run(parsed, streams, parsed.GetValue(data), parsed.GetValue(config));
        await using (run.ConfigureAwait(false))
        {
            try
            {
                return await body(run, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await streams.Error.WriteLineAsync("Interrupted.").ConfigureAwait(false);
                return ExitCode.Interrupted;
            }
            catch (UsageException wrong)
            {
                await streams.Error.WriteLineAsync(wrong.Message).ConfigureAwait(false);
                return ExitCode.WrongUsage;
            }
            catch (Exception wrong) when (WrongSettings.In(wrong) is { } settings)
            {
                await streams.Error.WriteLineAsync(settings).ConfigureAwait(false);
                return ExitCode.Failed;
            }
            catch (Exception expected) when (expected is CommandFailure or StoreUnavailableException or UnusablePlanException)
            {
                await streams.Error.WriteLineAsync(expected.Message).ConfigureAwait(false);
                return ExitCode.Failed;
            }
            catch (Exception system) when (system is IOException or UnauthorizedAccessException)
            {
                await streams.Error.WriteLineAsync($"The system refused: {system.Message}").ConfigureAwait(false);
                return ExitCode.Failed;
            }
            catch (Exception unexpected)
            {
                run.LogUnexpected(unexpected);
                await streams.Error.WriteLineAsync($"That went wrong unexpectedly: {unexpected.Message}").ConfigureAwait(false);
                return ExitCode.Failed;
            }
        }
    }
}
