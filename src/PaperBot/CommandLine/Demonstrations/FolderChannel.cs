using System.Globalization;
using PaperBot.Surfaces;

namespace PaperBot.CommandLine.Demonstrations;

/// <summary>A channel made of files, one a post, that outlives the bot. It shows whatever it is sent, also the same post twice.</summary>
/// <param name="folder">Where the files are.</param>
/// <param name="standing">Told the number of each post once it stands; may be null.</param>
internal sealed class FolderChannel(string folder, Action<int>? standing = null) : IChatSurface
{
    // Short, so that even the sample's digest takes several posts.
    public SurfaceLimits Limits { get; } = new(900, CanEdit: false);

    /// <summary>The posts in order: key and text.</summary>
    public IReadOnlyList<(string Key, string Text)> Posts =>
    [
        .. Directory.EnumerateFiles(folder, "*.post").Order(StringComparer.Ordinal).Select(file =>
        {
            var text = File.ReadAllText(file);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return (text[..end], text[(end + 1)..]);
        }),
    ];

    public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
        PostAsync(message.Channel, message.Id, post, cancellationToken);

    public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken) =>
        PostAsync(message.Channel, message.Id, post, cancellationToken);

    public async Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken)
    {
        var number = Posts.Count + 1;
        var file = Path.Combine(folder, number.ToString("D4", CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(file, $"{key}\n{post.Text}", cancellationToken).ConfigureAwait(false);

        // From this moment on it stands, whole.
        File.Move(file, $"{file}.post");
        standing?.Invoke(number);
        return new SentMessage(channel, number.ToString(CultureInfo.InvariantCulture));
    }

    public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var at = Posts.ToList().FindIndex(p => p.Key == key);
        return Task.FromResult<PostSearch>(at < 0
            ? new PostSearch.Absent()
            : new PostSearch.Found(new SentMessage(channel, (at + 1).ToString(CultureInfo.InvariantCulture))));
    }
}
