using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>
/// Keeps the bot connected: one connection after the other, resumed where possible, with growing pauses where not, until it is
/// stopped or Discord will not have it.
/// </summary>
internal sealed partial class GatewayKeeper(
    DiscordOptions options,
    Func<CancellationToken, Task<GatewayInfo>> gateway,
    SessionBudget budget,
    IGatewayLine line,
    Action<DiscordEvent> tell,
    TimeProvider time,
    ILogger log)
{
    // GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES; none of them needs a switch in the developer portal.
    private const int Intents = 1 + 512 + 4096;
    private const int MessageContent = 32768;

    /// <summary>
    /// After so many frames that cannot be read a new session is asked for: one that spoils every resume would do so for ever.
    /// </summary>
    public const int MostGarbled = 3;

    // Discord answered each time: after several connections that did not last, seconds are enough.
    private const int MostShort = 3;

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(1);

    private readonly GatewaySession session = new();
    private readonly EventReader reader = new(time, log);
    private Uri? cached;
    private bool isResumeAddressBad;
    private bool isDown;
    private bool wasReady;
    private int failures;
    private int garbled;

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="DiscordGatewayException">Discord will not have the bot.</exception>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var end = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            switch (end.Next)
            {
                case NextStep.Done:
                    return;
                case NextStep.Stop:
                    LogStopped(end.Reason);
                    throw new DiscordGatewayException(end.Reason, end.CloseCode);
                case NextStep.Identify:
                    session.Forget();
                    break;
            }

            TellDown(end.Reason, until: null);
            await Task.Delay(Pause(end.Next), time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Attempts that fail one after another wait longer and longer; a bot must not hammer at a Discord that is down.
    private TimeSpan Pause(NextStep next)
    {
        var some = 0.5 + (Random.Shared.NextDouble() / 2);
        if (failures == 0 && next != NextStep.Resume)
        {
            return TimeSpan.FromSeconds(5) * some;
        }

        // Taking a session up again costs nothing, so that a second break soon after the first is no reason to stay away for seconds.
        var first = next == NextStep.Resume && wasReady ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(1);
        var pause = first * Math.Pow(2, Math.Min(failures, 10));
        return (pause < LongestPause ? pause : LongestPause) * some;
    }

    private async Task<ConnectionEnd> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var address = await AddressAsync(cancellationToken).ConfigureAwait(false);
            var intents = options.MessageContentIntent ? Intents + MessageContent : Intents;
            var call = new GatewayCall(address, session, options.Token, intents)
            {
                Identifying = budget.Note,
                Hear = Hear,
                Broken = reason => TellDown(reason, until: null),
            };
            return Weigh(await line.RunAsync(call, cancellationToken).ConfigureAwait(false));
        }
        catch (DiscordException no) when (no.Kind == DiscordErrorKind.TokenRejected)
        {
            return ConnectionEnd.After(4004) with { CloseCode = null };
        }
        catch (DiscordException no)
        {
            failures++;
            return new ConnectionEnd(NextStep.Resume, $"Discord's gateway cannot be found out: {no.Message}");
        }
        catch (Exception no) when (no is WebSocketException or HttpRequestException or IOException)
        {
            // The address a session is resumed at may be gone while the general one is there, and the other way round.
            isResumeAddressBad = !isResumeAddressBad;
            cached = isResumeAddressBad ? cached : null;
            failures++;
            return new ConnectionEnd(NextStep.Resume, "Discord's gateway cannot be reached; the bot goes on trying.");
        }
    }

    private ConnectionEnd Weigh(LineEnd run)
    {
        var end = run.End;
        wasReady = run.ReadyAt is not null;
        failures = run.ReadyAt is not { } ready ? failures + 1
            : time.GetUtcNow() - ready >= Steady ? 0 : Math.Min(failures + 1, MostShort);
        isResumeAddressBad = run.ReadyAt is null && !isResumeAddressBad;
        garbled = !end.IsGarbled ? 0 : run.Events > 1 ? 1 : garbled + 1;
        LogEnded(end.Next, end.Reason);

        // A frame that spoils every resume would do so for ever.
        return garbled >= MostGarbled ? end with { Next = NextStep.Identify } : end;
    }

    private async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        if (session.Id is not null && (isResumeAddressBad ? cached : session.Address ?? cached) is { } known)
        {
            return Safe(known);
        }

        while (true)
        {
            var info = await gateway(cancellationToken).ConfigureAwait(false);
            cached = Uri.TryCreate(info.Url, UriKind.Absolute, out var address) ? address : null;
            if (session.Id is not null || budget.Delay(info.SessionStartLimit) is not { } delay)
            {
                return Safe(cached);
            }

            LogDelayed(delay.Reason);
            if (delay.Wait > WorthTelling)
            {
                TellDown(delay.Reason, time.GetUtcNow() + delay.Wait);
            }

            await Task.Delay(delay.Wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The address as it may be called: the token travels there, so it is encrypted or stays on this machine.</summary>
    /// <exception cref="WebSocketException">It is none.</exception>
    internal static Uri Safe(Uri? address) => address?.Scheme is "ws" or "wss" && DiscordOptionsCheck.IsSafe(address)
        ? new UriBuilder(address) { Query = "v=10&encoding=json" }.Uri
        : throw new WebSocketException("The gateway's address is not one that a token may be sent to.");

    private void Hear(ReceivedFrame frame)
    {
        if (frame.T is "READY" or "RESUMED")
        {
            LogThere(frame.T);
            isDown = false;
        }

        if (reader.Read(frame) is { } happened)
        {
            tell(happened);
        }
    }

    private void TellDown(string reason, DateTimeOffset? until)
    {
        if (!isDown || until is not null)
        {
            isDown = true;
            tell(new DiscordEvent.Disconnected(reason, until));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord: {Event}.")]
    private partial void LogThere(string @event);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to Discord ended ({Next}): {Reason}")]
    private partial void LogEnded(NextStep next, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogDelayed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogStopped(string reason);
}
