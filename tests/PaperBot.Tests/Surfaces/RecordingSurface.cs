using System.Globalization;
using PaperBot.Surfaces;

namespace PaperBot.Tests.Surfaces;

/// <summary>A surface that only remembers.</summary>
internal sealed class RecordingSurface(SurfaceLimits? limits = null) : IChatSurface
{
    private readonly Lock gate = new();
    private readonly List<(SentMessage Message, string Text)> messages = [];
    private readonly Dictionary<(string Channel, string Key), SentMessage> posts = [];

    public SurfaceLimits Limits => limits ?? new SurfaceLimits(2000, CanEdit: true);

    /// <summary>What people see, in order.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (gate)
            {
                return [.. messages.Select(m => m.Text)];
            }
        }
    }

    /// <summary>How often it was shown that a reply is on its way.</summary>
    public int Signs { get; private set; }

    public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            Signs++;
        }

        return Task.CompletedTask;
    }

    public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
        Task.FromResult(Add(message.Channel, post.Text, cancellationToken));

    public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            messages[messages.FindIndex(m => m.Message == message)] = (message, post.Text);
        }

        return Task.CompletedTask;
    }

    public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(posts.TryGetValue((channel, key), out var first)
                ? first
                : posts[(channel, key)] = Add(channel, post.Text, cancellationToken));
        }
    }

    public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<PostSearch>(
                posts.TryGetValue((channel, key), out var message) ? new PostSearch.Found(message) : new PostSearch.Absent());
        }
    }

    private SentMessage Add(string channel, string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            var message = new SentMessage(channel, (messages.Count + 1).ToString(CultureInfo.InvariantCulture));
            messages.Add((message, text));
            return message;
        }
    }
}
