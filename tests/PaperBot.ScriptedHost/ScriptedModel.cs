using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;

namespace PaperBot.ScriptedHost;

/// <summary>What the host is to do at its start.</summary>
/// <param name="Opening"><c>serve</c>, or something of <see cref="ScriptedModel"/>'s that happens while the model loads.</param>
internal sealed record Script(string Opening);

/// <summary>
/// A model that takes its user's last words as an order: <c>words N</c>, <c>slow N</c>, <c>environment</c>, <c>shout</c>,
/// <c>busy</c>, <c>hang</c>, <c>stuck</c>, <c>abort</c>, <c>fault</c>, <c>exit N</c>.
/// </summary>
internal sealed class ScriptedModel : IModelService
{
    public ServedModel Model { get; } = new("scripted.gguf", "scripted", 7, 1024, 4, Writes: true, "It computes nowhere.");

    public static async Task<IModelService> OpenAsync(HostFrame start, IProgress<float> progress, CancellationToken cancellationToken)
    {
        var script = HostMessages.Read<Script>(start);
        progress.Report(0.5f);
        switch (script.Opening)
        {
            case "serve":
                return new ScriptedModel();
            case "refuse":
                throw new ModelServiceException(ServiceFailure.Refused, "This file is no model.");
            case "quiet":
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
                break;
            default:
                Break(script.Opening);
                break;
        }

        throw new InvalidOperationException("unreachable");
    }

    public async IAsyncEnumerable<WrittenPiece> WriteAsync(WritingTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] order = task.Turns[^1].Text.Split(' ');
        var number = order.Length > 1 ? int.Parse(order[1], CultureInfo.InvariantCulture) : 0;
        switch (order[0])
        {
            case "words" or "slow":
                for (var word = 1; word <= number; word++)
                {
                    if (order[0] == "slow")
                    {
                        await Task.Delay(20, cancellationToken).ConfigureAwait(false);
                    }

                    yield return new WrittenPiece(string.Create(CultureInfo.InvariantCulture, $"{word} "));
                }

                break;
            case "environment":
                var names = Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal);
                yield return new WrittenPiece(string.Join('\n', names));
                break;
            case "shout":
                // As llama.cpp does.
                Console.WriteLine("words on standard output");
                await Console.Error.WriteLineAsync("and on standard error").ConfigureAwait(false);
                yield return new WrittenPiece("still understood");
                break;
            case "busy":
                throw new ModelServiceException(ServiceFailure.Busy, "Too many wait.");
            case "hang":
                await Task.Delay(Timeout.Infinite, CancellationToken.None).ConfigureAwait(false);
                break;
            default:
                yield return new WrittenPiece("begun ");
                Break(order[0]);
                break;
        }

        yield return new WrittenPiece("") { Finished = FinishedBy.Stop, PromptTokens = 1, WrittenTokens = number };
    }

    public Task<IReadOnlyList<EmbeddedText>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EmbeddedText>>([.. texts.Select(t => new EmbeddedText([t.Length, 0.1f], t.Length, Cut: false))]);

    public int CountTokens(string text) => text.Length + 1000;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Break(string how)
    {
        switch (how)
        {
            case "abort":
                Console.Error.WriteLine("scripted.c:1: GGML_ASSERT(false) failed");
                Abort();
                break;
            case "fault":
                _ = Length(0x1000);
                break;
            case "exit":
                Environment.Exit(3);
                break;
            default:
                throw new InvalidOperationException($"No script has {how}.");
        }
    }

    [DllImport("libc", EntryPoint = "abort")]
    private static extern void Abort();

    [DllImport("libc", EntryPoint = "strlen")]
    private static extern nint Length(nint text);
}
