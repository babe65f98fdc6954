using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PaperBot.Prompts;

/// <summary>Runs prompts on any chat client, by any sender.</summary>
internal sealed partial class PromptRunner(
    PromptLibrary library, IChatClient client, IPromptSender sender, IOptions<PromptOptions> options, TimeProvider time,
    ILogger<PromptRunner> logger) : IPromptRunner
{
    public async IAsyncEnumerable<PromptUpdate> StreamAsync(
        PromptRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var template = library.Get(request.Prompt);
        var prompt = template.Render(request.Variables);
        prompt.Options.With(request.Options);

        // Drawn here rather than left to the client: an answer is run again with the seed it had.
        prompt.Options.Seed ??= Random.Shared.NextInt64(1, int.MaxValue);
        LogMessages(template.Name, prompt.Messages);

        var limit = request.Deadline ?? TimeSpan.FromSeconds(options.Value.DeadlineSeconds);
        using var deadline = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var sending = new PromptSending(template, request.Variables, prompt);
        var stream = new ClientStream(token => sender.SendAsync(client, sending, token), time, either.Token);
        await using var closing = stream.ConfigureAwait(false);
        var output = new PromptOutput(time, prompt);
        while (!output.IsEndless
            && await NextAsync(stream, template, output, deadline.Token, cancellationToken).ConfigureAwait(false) is { } update)
        {
            foreach (var said in output.Take(update))
            {
                yield return said;
            }
        }

        // A client may end quietly with half a text when it is cancelled; only one that says why it stopped has finished.
        cancellationToken.ThrowIfCancellationRequested();
        if (deadline.IsCancellationRequested && !output.HasFinishReason && !output.IsEndless)
        {
            throw Late(template, output, null);
        }

        foreach (var said in output.Finish(template))
        {
            yield return said;
        }
    }

    private static async Task<ChatResponseUpdate?> NextAsync(
        ClientStream stream, PromptTemplate template, PromptOutput output, CancellationToken deadline,
        CancellationToken cancellationToken)
    {
        try
        {
            return await stream.NextAsync(output.HasFinishReason).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (output.HasFinishReason)
        {
            // It had said all it had to say.
            return null;
        }
        catch (Exception failed) when (deadline.IsCancellationRequested)
        {
            throw Late(template, output, failed);
        }
        catch (Exception failed)
        {
            throw new PromptFailedException(
                template.Name,
                PromptFailure.Client,
                $"The model failed on the prompt “{template.Name}”: {failed.Message}",
                failed)
            {
                Partial = output.Result(template),
            };
        }
    }

    private static PromptFailedException Late(PromptTemplate prompt, PromptOutput output, Exception? cause) => new(
        prompt.Name, PromptFailure.Deadline, $"The model did not finish the prompt “{prompt.Name}” in time.", cause)
    {
        Partial = output.Result(prompt),
    };

    private void LogMessages(string prompt, IReadOnlyList<ChatMessage> messages)
    {
        if (logger.IsEnabled(LogLevel.Trace))
        {
            var said = string.Join("\n", messages.Select(m => $"{m.Role}: {m.Text}"));
            LogRendered(prompt, said);
        }
    }

    [LoggerMessage(Level = LogLevel.Trace, Message = "Prompt {Prompt}:\n{Messages}")]
    private partial void LogRendered(string prompt, string messages);
}
