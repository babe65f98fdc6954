using System.Collections.Concurrent;
using System.Globalization;
using PaperBot.Surfaces;

namespace PaperBot.Terminal;

/// <summary>The terminal, or the pipe in its place, as a surface. What it has posted it knows for as long as it runs.</summary>
internal sealed class TerminalSurface(TerminalScreen screen) : IChatSurface
{
    private readonly ConcurrentDictionary<(string Channel, string Key), SentMessage> posted = new();
    private int sent;

    public SurfaceLimits Limits => SurfaceLimits.Unbounded;

    public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        screen.ShowWorking();
        return Task.CompletedTask;
    }

    public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
        Send(message.Channel, post.Text, cancellationToken);

    public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken) =>
        Send(message.Channel, post.Text, cancellationToken);

    public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var message = Next(channel);
        var first = posted.GetOrAdd((channel, key), message);
        if (ReferenceEquals(first, message))
        {
            screen.Show(post.Text);
        }

        return Task.FromResult(first);
    }

    // What an earlier run showed is gone with its screen.
    public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<PostSearch>(
            posted.TryGetValue((channel, key), out var message) ? new PostSearch.Found(message) : new PostSearch.Absent());
    }

    private Task<SentMessage> Send(string channel, string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        screen.Show(text);
        return Task.FromResult(Next(channel));
    }

    private SentMessage Next(string channel) =>
        new(channel, Interlocked.Increment(ref sent).ToString(CultureInfo.InvariantCulture));
}
