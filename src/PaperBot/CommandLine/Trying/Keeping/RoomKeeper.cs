using System.Text.Json;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.Snapshots;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.CommandLine.Trying.Keeping;

/// <summary>
/// Writes a try-out into its folder whenever something changed: at once after a quiet time, else once a second, and at the end. So
/// a process that is killed loses a second at most.
/// </summary>
internal sealed class RoomKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly RoomFile file;
    private readonly SimulatedDiscord discord;
    private readonly Func<WorldState, RoomState> stateOf;
    private readonly TextWriter errors;
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly IDisposable[] listening;
    private readonly Task writing;
    private bool wasRefused;

    /// <summary>Writes it for the first time, and begins to listen.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="discord">What is kept.</param>
    /// <param name="stateOf">Says the rest of the state.</param>
    /// <param name="errors">Where it is told that the disk refuses.</param>
    /// <exception cref="CommandFailure">The disk refuses from the start.</exception>
    public RoomKeeper(RoomFile file, SimulatedDiscord discord, Func<WorldState, RoomState> stateOf, TextWriter errors)
    {
        (this.file, this.discord, this.stateOf, this.errors) = (file, discord, stateOf, errors);
        try
        {
            Write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"--keep: the folder cannot be written to: {refused.Message}");
        }

        listening =
        [
            discord.World.Changes.Listen(change => Note(change is not TypingStarted)),
            discord.Interactions.Changes.Listen(_ => Note()), discord.Commands.Changes.Listen(_ => Note()),
        ];
        writing = Task.Run(KeepAsync);
    }

    /// <summary>Something changed that the world does not tell of.</summary>
    public void Note() => Note(true);

    public async ValueTask DisposeAsync()
    {
        Array.ForEach(listening, l => l.Dispose());
        await stopping.CancelAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        await TryWriteAsync().ConfigureAwait(false);
        changed.Dispose();
        stopping.Dispose();
    }

    private void Note(bool matters)
    {
        if (!matters)
        {
            return;
        }

        try
        {
            changed.Release();
        }
        catch (Exception known) when (known is SemaphoreFullException or ObjectDisposedException)
        {
            // It is going to be written anyhow, or was for the last time.
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(stopping.Token).ConfigureAwait(false);
                await TryWriteAsync().ConfigureAwait(false);
                await Task.Delay(Pause, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The last time is when all is over.
        }
    }

    // A full disk is no reason to end what somebody is looking at; it is tried again at the next change.
    private async Task TryWriteAsync()
    {
        try
        {
            Write();
            wasRefused = false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (!wasRefused)
            {
                await errors.WriteLineAsync($"What happens now is not kept: {refused.Message}").ConfigureAwait(false);
            }

            wasRefused = true;
        }
    }

    private void Write()
    {
        byte[] bytes;
        IReadOnlyCollection<Attachment> attached;
        lock (discord.World.Gate)
        {
            bytes = JsonSerializer.SerializeToUtf8Bytes(stateOf(SnapshotWriter.Of(discord)), RoomJson.Default.RoomState);
            attached = SnapshotWriter.FilesOf(discord.World);
        }

        file.Write(bytes, attached);
    }
}
