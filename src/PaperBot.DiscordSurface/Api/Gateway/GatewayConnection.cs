using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>
/// One connection, from the greeting to its end: starts or resumes the session, keeps the beat, notices silence, and hands on
/// each
/// event once.
/// </summary>
/// <param name="socket">Connected; disposed of at the end.</param>
/// <param name="session">What is resumed, or filled.</param>
/// <param name="identify">Sends the frame that starts a session.</param>
/// <param name="token">The bot's.</param>
/// <param name="hear">Takes an event; must not throw.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told what happens, never what is said.</param>
internal sealed partial class GatewayConnection(
    GatewaySocket socket,
    GatewaySession session,
    Func<byte[]> identify,
    Secret token,
    Action<ReceivedFrame> hear,
    TimeProvider time,
    ILogger log)
{
    // Discord's own: anything but 1000 and 1001 keeps the session for a while.
    private const int Resumable = 4200;
    private const int Final = 1000;

    private static readonly TimeSpan GreetingPatience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly SendAllowance allowance = new(time);
    private volatile ConnectionEnd? end;
    private Task closing = Task.CompletedTask;
    private Task beating = Task.CompletedTask;
    private ITimer? greeting;
    private CancellationToken ended;
    private volatile bool acknowledged = true;

    /// <summary>When the session was there; null while it is not.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>How many events came.</summary>
    public int Events { get; private set; }

    /// <summary>Runs until the connection ends, for whatever reason; throws nothing.</summary>
    /// <param name="cancellationToken">Ends the session for good.</param>
    public async Task<ConnectionEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var ending = new CancellationTokenSource();
        ended = ending.Token;
        using var stop = cancellationToken.Register(() => End(new ConnectionEnd(NextStep.Done, "The bot stops."), Final));
        greeting = time.CreateTimer(
            _ => End(new ConnectionEnd(NextStep.Resume, "Discord did not let the session begin within 30 seconds."), Resumable),
            null,
            GreetingPatience,
            Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var (text, code) = await socket.ReceiveAsync().ConfigureAwait(false);
                if (text is null)
                {
                    return Ended(ConnectionEnd.After(code), code ?? Resumable);
                }

                // Once the end is decided, what still comes would be lost half-way; a resume brings it again.
                if (end is null)
                {
                    await TakeAsync(text.Value).ConfigureAwait(false);
                }
            }
        }
        catch (InvalidDataException)
        {
            return Ended(Garbled("a message that is too long or not text"), Resumable);
        }
        catch (Exception broken) when (GatewaySocket.IsBreak(broken))
        {
            return Ended(ConnectionEnd.After(null), code: null);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await greeting.DisposeAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(false);
            await closing.ConfigureAwait(false);
            socket.Dispose();
        }
    }

    private static ConnectionEnd Garbled(string what) =>
        new(NextStep.Resume, $"Discord sent {what}; the connection is made anew.") { IsGarbled = true };

    private async Task TakeAsync(ReadOnlyMemory<byte> text)
    {
        ReceivedFrame frame;
        try
        {
            frame = JsonSerializer.Deserialize(text.Span, DiscordJson.Default.ReceivedFrame) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            End(Garbled("a frame that cannot be read"), Resumable);
            return;
        }

        switch (frame.Op)
        {
            case Op.Dispatch:
                Dispatch(frame);
                break;
            case Op.Heartbeat:
                await BeatAsync(isVital: false).ConfigureAwait(false);
                break;
            case Op.Reconnect:
                End(new ConnectionEnd(NextStep.Resume, "Discord asked for a new connection; it is being made."), Resumable);
                break;
            case Op.InvalidSession:
                End(
                    frame.D.ValueKind == JsonValueKind.True
                        ? new ConnectionEnd(NextStep.Resume, "Discord asked for the session to be taken up again.")
                        : new ConnectionEnd(NextStep.Identify, "Discord ended the session; a new one is started."),
                    Resumable);
                break;
            case Op.Hello when beating == Task.CompletedTask:
                await GreetAsync(frame).ConfigureAwait(false);
                break;
            case Op.HeartbeatAck:
                acknowledged = true;
                break;
        }
    }

    private async Task GreetAsync(ReceivedFrame frame)
    {
        double interval;
        try
        {
            interval = frame.D.Deserialize(DiscordJson.Default.HelloData)?.HeartbeatInterval ?? 0;
        }
        catch (JsonException)
        {
            interval = 0;
        }

        if (interval is not (>= 10 and <= 600_000))
        {
            End(Garbled("a greeting that cannot be read"), Resumable);
            return;
        }

        beating = BeatAllAsync(TimeSpan.FromMilliseconds(interval));
        allowance.TryTake(isVital: true);
        await socket.SendAsync(
            session.Id is { } id ? SentFrames.Resume(token, id, session.Sequence.Last) : identify()).ConfigureAwait(false);
    }

    private void Dispatch(ReceivedFrame frame)
    {
        if (frame.S is { } sequence && !session.Sequence.Accept(sequence))
        {
            LogTwice(frame.T, sequence);
            return;
        }

        Events++;
        if (ReadyAt is null)
        {
            // A long absence is told in many events before the session counts as resumed.
            greeting?.Change(GreetingPatience, Timeout.InfiniteTimeSpan);
        }

        if (frame.T == "READY" && !Begin(frame))
        {
            return;
        }

        if (frame.T is "READY" or "RESUMED")
        {
            ReadyAt = time.GetUtcNow();
            greeting?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        hear(frame);
    }

    private bool Begin(ReceivedFrame frame)
    {
        try
        {
            var ready = frame.D.Deserialize(DiscordJson.Default.ReadyData) ?? throw new JsonException();
            session.Begin(
                ready.SessionId, Uri.TryCreate(ready.ResumeGatewayUrl, UriKind.Absolute, out var address) ? address : null);
            return true;
        }
        catch (JsonException)
        {
            End(Garbled("the beginning of a session in a form that cannot be read"), Resumable);
            return false;
        }
    }

    // The first beat comes at a random moment, so that not all bots beat together after an outage.
    private async Task BeatAllAsync(TimeSpan interval)
    {
        try
        {
            await Task.Delay(interval * Random.Shared.NextDouble(), time, ended).ConfigureAwait(false);
            while (acknowledged)
            {
                acknowledged = false;
                await BeatAsync(isVital: true).ConfigureAwait(false);
                await Task.Delay(interval, time, ended).ConfigureAwait(false);
            }

            End(new ConnectionEnd(NextStep.Resume, "Discord fell silent; the connection is made anew."), Resumable);
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private async Task BeatAsync(bool isVital)
    {
        // A gateway that asks for beats all the time must not drive the bot over the limit of frames.
        if (allowance.TryTake(isVital))
        {
            await socket.SendAsync(SentFrames.Heartbeat(session.Sequence.Last)).ConfigureAwait(false);
        }
    }

    private ConnectionEnd Ended(ConnectionEnd found, int? code)
    {
        End(found, code);
        return end!;
    }

    // The first reason counts; what follows are its consequences.
    private void End(ConnectionEnd reason, int? code)
    {
        lock (gate)
        {
            if (end is not null)
            {
                return;
            }

            end = reason;
            if (code is { } number)
            {
                // Numbers that only stand for something missing may not be sent.
                var isSendable = number is >= 1000 and < 5000 and not (1004 or 1005 or 1006 or 1015);
                closing = socket.CloseAsync(isSendable ? number : Resumable);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Event {Event} (number {Sequence}) came twice and counts once.")]
    private partial void LogTwice(string? @event, int sequence);
}
