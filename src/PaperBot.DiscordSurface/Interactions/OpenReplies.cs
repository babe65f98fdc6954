using System.Globalization;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSurface.Places;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>
/// Replies to commands that are under way, kept in a file, so that a bot that was killed can say so after its restart: otherwise
/// Discord would show "thinking" for a quarter of an hour. Safe for concurrent use.
/// </summary>
/// <param name="file">
/// A line for each: id, application, token, when it came, language; the token answers this one interaction and is worthless after
/// a quarter of an hour. Null keeps nothing.
/// </param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told how many were found.</param>
internal sealed partial class OpenReplies(string? file, TimeProvider time, ILogger<OpenReplies> logger) : IDisposable
{
    /// <summary>Its name in the data folder.</summary>
    public const string FileName = "discord-open.txt";

    private readonly Lock gate = new();
    private readonly StateLines lines = new(file);
    private readonly Dictionary<Snowflake, string> open = [];
    private List<DiscordInteraction>? left;

    /// <summary>A reply is begun.</summary>
    public void Begin(DiscordInteraction interaction)
    {
        lock (gate)
        {
            left ??= Read();
            open[interaction.Id] = string.Join(
                '\t', interaction.Id, interaction.ApplicationId, interaction.Token.Reveal(),
                interaction.ReceivedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), interaction.Locale ?? "");
            lines.Write(open.Values);
        }
    }

    /// <summary>It is there, or was given up.</summary>
    public void End(DiscordInteraction interaction)
    {
        lock (gate)
        {
            open.Remove(interaction.Id);
            lines.Write(open.Values);
        }
    }

    /// <summary>Says of what an earlier run left unanswered that it was stopped; the first time only.</summary>
    public async Task ApologiseAsync(IDiscordTransport discord, CancellationToken cancellationToken)
    {
        List<DiscordInteraction> unanswered;
        lock (gate)
        {
            unanswered = left ?? Read();
            left = [];
            lines.Write(open.Values);
        }

        foreach (var interaction in unanswered.Where(i => time.GetUtcNow() < i.ReceivedAt + DiscordInteraction.TokenLife))
        {
            try
            {
                // The end of the run may have come between the last words and this file.
                var shown = await discord.GetAnswerAsync(interaction, cancellationToken).ConfigureAwait(false);
                if (shown.Flags.HasFlag(MessageFlags.Loading) || ReplyStream.IsDraft(shown.Content))
                {
                    var sentence = Phrases.For(interaction.Locale).Of(Phrase.Stopped);
                    await discord.EditAnswerAsync(interaction, OutgoingPosts.Of(sentence), cancellationToken).ConfigureAwait(false);
                    LogApologised(interaction.Id);
                }
            }
            catch (DiscordException gone)
            {
                // Nothing was shown yet, and Discord has said that the bot did not respond.
                LogGone(interaction.Id, gone.Message);
            }
        }
    }

    /// <summary>The service is gone: what stands in the file stays.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            lines.Close();
        }
    }

    private List<DiscordInteraction> Read()
    {
        List<DiscordInteraction> all = [];
        foreach (var line in lines.Read())
        {
            if (line.Split('\t') is [var id, var application, var token, var at, var locale]
                && Snowflake.TryParse(id, out var interaction) && Snowflake.TryParse(application, out var owner)
                && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var received)
                && received < 100_000_000_000_000)
            {
                all.Add(new DiscordInteraction(
                    interaction, owner, new Secret(token), new DiscordUser(default, ""), DateTimeOffset.FromUnixTimeMilliseconds(received))
                {
                    Locale = locale.Length > 0 ? locale : null,
                });
            }
        }

        return all;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Interaction {Id} was being answered when the bot was stopped; that is said there now")]
    private partial void LogApologised(Snowflake id);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Interaction {Id} is no longer waiting: {Reason}")]
    private partial void LogGone(Snowflake id, string reason);
}
