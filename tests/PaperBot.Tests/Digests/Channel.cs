using System.Globalization;
using PaperBot.Surfaces;

namespace PaperBot.Tests.Digests;

/// <summary>
/// A channel that outlives its bot and shows every post it gets, also the same one twice, with faults that a test sets.
/// </summary>
internal sealed class Channel : IChatSurface
{
    private readonly Lock gate = new();
    private readonly List<(string Key, ChatPost Post)> posts = [];

    /// <summary>What people see, in order.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (gate)
            {
                return [.. posts.Select(p => p.Post.Text)];
            }
        }
    }

    /// <summary>The labels of the buttons below each message, as it stands now.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Buttons
    {
        get
        {
            lock (gate)
            {
                return [.. posts.Select(p => (IReadOnlyList<string>)[.. p.Post.Actions.Select(a => a.Label)])];
            }
        }
    }

    /// <summary>Asked before every post; what it returns is thrown and nothing is posted.</summary>
    public Func<string, Exception?> Refusing { get; set; } = _ => null;

    /// <summary>Asked after every post; what it returns is thrown although the post stands.</summary>
    public Func<string, Exception?> LosingReply { get; set; } = _ => null;

    /// <summary>Asked before every edit; what it returns is thrown and nothing is edited.</summary>
    public Func<string, Exception?> Editing { get; set; } = _ => null;

    /// <summary>Asked after every edit; what it returns is thrown although the message has the new text.</summary>
    public Func<string, Exception?> LosingEdit { get; set; } = _ => null;

    /// <summary>How many edits took effect.</summary>
    public int Edits { get; private set; }

    /// <summary>What is answered instead of a search.</summary>
    public PostSearch? Search { get; set; }

    public SurfaceLimits Limits { get; init; } = new(2000, CanEdit: true);

    public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
        PostAsync(message.Channel, message.Id, post, cancellationToken);

    public async Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        if (Editing(post.Text) is { } failed)
        {
            throw failed;
        }

        lock (gate)
        {
            var at = int.Parse(message.Id.AsSpan(1), CultureInfo.InvariantCulture) - 1;
            posts[at] = (posts[at].Key, post);
            Edits++;
        }

        if (LosingEdit(post.Text) is { } lost)
        {
            throw lost;
        }
    }

    public async Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        lock (gate)
        {
            if (Refusing(key) is { } refused)
            {
                throw refused;
            }

            posts.Add((key, post));
            return LosingReply(key) is { } lost ? throw lost : new SentMessage(channel, $"m{posts.Count}");
        }
    }

    public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var at = posts.FindIndex(p => p.Key == key);
            return Task.FromResult(Search
                ?? (at < 0 ? new PostSearch.Absent() : new PostSearch.Found(new SentMessage(channel, $"m{at + 1}"))));
        }
    }
}
