using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Localisation;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Fetches the files that somebody gave to a command, from Discord alone and none too large.</summary>
internal sealed partial class GivenFiles(IDiscordTransport discord, IOptions<DiscordOptions> options, ILogger<GivenFiles> logger)
{
    private const int MostName = 80;
    private const int Mebibyte = 1024 * 1024;

    /// <summary>All the files, or a sentence on the first that cannot be had.</summary>
    public async Task<(IReadOnlyList<ChatFile> Files, string? Problem)> FetchAsync(
        IReadOnlyList<DiscordAttachment> given, Phrases say, CancellationToken cancellationToken)
    {
        List<ChatFile> files = [];
        var left = (long)options.Value.LargestListing * Mebibyte;
        foreach (var file in given)
        {
            try
            {
                var bytes = await discord.DownloadAsync(file, left, cancellationToken).ConfigureAwait(false);
                left -= bytes.Length;
                files.Add(new ChatFile(file.Filename, "", file.ContentType ?? "text/plain") { Bytes = bytes });
            }
            catch (DiscordException failed)
            {
                LogNotFetched(file.Id, failed.Message);
                var name = Markdown.Code(file.Filename, MostName);
                return ([], failed.Kind switch
                {
                    DiscordErrorKind.TooLarge => say.Of(SurfacePhrase.FileTooLarge, name, options.Value.LargestListing),
                    DiscordErrorKind.NotAllowed => say.Of(SurfacePhrase.FileElsewhere, name),
                    DiscordErrorKind.Refused => say.Of(SurfacePhrase.FileGone, name),
                    DiscordErrorKind.TimedOut => say.Of(SurfacePhrase.FileSlow, name),
                    _ => say.Of(SurfacePhrase.FileFailed, name),
                });
            }
        }

        return (files, null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "File {Id} was not fetched: {Reason}")]
    private partial void LogNotFetched(Snowflake id, string reason);
}
