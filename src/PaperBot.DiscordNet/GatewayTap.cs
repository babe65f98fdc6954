using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Discord.Net;
using Discord.Net.WebSockets;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSurface.Api;
using PaperBot.DiscordSurface.Api.Gateway;

namespace PaperBot.DiscordNet;

/// <summary>
/// Discord.Net's WebSocket with an ear in it: events are heard as Discord sent them, whole and each once, for the objects that
/// Discord.Net makes of them lack the newer parts of forms and messages. What would cost an event or a session is held up here;
/// see the project's README.
/// </summary>
internal sealed partial class GatewayTap : IWebSocketClient
{
    // Discord's own: anything but 1000 and 1001, which Discord.Net closes with, keeps the session for a while.
    private const int Resumable = 4200;
    private const int Final = 1000;

    private const int MostWaiting = 1000;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(20);

    // Discord.Net pauses for a minute at most; after some of its own faults it does not come back at all.
    private static readonly TimeSpan ReturnPatience = TimeSpan.FromSeconds(90);

    private readonly IWebSocketClient inner;
    private readonly GatewayCall call;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly TaskCompletionSource<ConnectionEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer absence;
    private readonly Channel<Func<Task>> heard =
        Channel.CreateBounded<Func<Task>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private CancellationTokenSource opening = new();
    private volatile bool isOpening;
    private volatile bool isBroken;
    private volatile bool isOver;
    private bool hasIdentified;
    private int tries;
    private int garbled;

    /// <param name="inner">Discord.Net's own.</param>
    /// <param name="call">Who hears, and which session it is about.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told what happens, never what is said.</param>
    public GatewayTap(IWebSocketClient inner, GatewayCall call, TimeProvider time, ILogger log)
    {
        (this.inner, this.call, this.time, this.log) = (inner, call, time, log);
        inner.TextMessage += HearAsync;
        inner.BinaryMessage += (_, _, _) => HearAsync("");
        inner.Closed += ClosedAsync;
        absence = time.CreateTimer(
            _ => End(new ConnectionEnd(NextStep.Identify, "Discord.Net gave the connection up; a new session is started.")),
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _ = Task.Run(PassOnAsync);
    }

    public event Func<string, Task>? TextMessage;

    public event Func<Exception, Task>? Closed;

    /// <summary>Compressed frames, which are not asked for.</summary>
    public event Func<byte[], int, int, Task>? BinaryMessage
    {
        add { }
        remove { }
    }

    /// <summary>What made an end of the session, or of this stretch of it.</summary>
    public Task<ConnectionEnd> Ended => ended.Task;

    /// <summary>When the session was there; null while it is not.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>How many events came.</summary>
    public int Events { get; private set; }

    /// <summary>Nothing more is heard or begun; the first reason counts.</summary>
    public void End(ConnectionEnd reason)
    {
        isOver = true;
        ended.TrySetResult(reason);
        try
        {
            if (isOpening)
            {
                opening.Cancel();
            }
        }
        catch (ObjectDisposedException)
        {
            // Over already.
        }
    }

    public void SetHeader(string key, string value) => inner.SetHeader(key, value);

    public void SetCancelToken(CancellationToken cancelToken)
    {
        opening.Dispose();
        opening = CancellationTokenSource.CreateLinkedTokenSource(cancelToken);
        inner.SetCancelToken(opening.Token);
    }

    /// <summary>
    /// Connects, without compression; every second attempt goes to the general address, for the session's own may be gone.
    /// </summary>
    public async Task ConnectAsync(string host)
    {
        absence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        ObjectDisposedException.ThrowIf(isOver, this);
        (isBroken, isOpening) = (false, true);
        try
        {
            var address = ++tries % 2 == 0 || !Uri.TryCreate(host, UriKind.Absolute, out var given) ? call.Address : given;
            opening.CancelAfter(ConnectPatience);
            await inner.ConnectAsync(GatewayKeeper.Safe(address).AbsoluteUri).ConfigureAwait(false);
            opening.CancelAfter(Timeout.InfiniteTimeSpan);
        }
        catch when (ReadyAt is null)
        {
            End(new ConnectionEnd(NextStep.Resume, "Discord's gateway cannot be reached; the bot goes on trying."));
            throw;
        }
        finally
        {
            isOpening = false;
        }
    }

    /// <summary>Closes for good once this has ended; before that, so that the session can be taken up again.</summary>
    public Task DisconnectAsync(int closeCode = Final)
    {
        if (isOver)
        {
            return inner.DisconnectAsync(Final);
        }

        var broke = ConnectionEnd.After(null);
        if (ReadyAt is null)
        {
            // There is no session to take up, and Discord.Net would ask for another one at once.
            End(broke);
        }

        Lost(broke.Reason);
        return inner.DisconnectAsync(closeCode == Final ? Resumable : closeCode);
    }

    /// <summary>
    /// Sends a frame. A session is asked for once; and it is taken up again from the last event without a gap before it, whereas
    /// Discord.Net would name the one that came last.
    /// </summary>
    public Task SendAsync(byte[] data, int index, int count, bool isText)
    {
        var frame = JsonNode.Parse(data.AsSpan(index, count))!;
        switch (frame["op"]!.GetValue<int>())
        {
            case Op.Identify when hasIdentified || isOver:
                End(new ConnectionEnd(NextStep.Identify, "Discord did not let the session begin; another is asked for."));
                return Task.CompletedTask;
            case Op.Identify:
                hasIdentified = true;
                call.Identifying();
                break;
            case Op.Resume:
                frame["d"]!["seq"] = call.Session.Sequence.Last ?? 0;
                data = JsonSerializer.SerializeToUtf8Bytes(frame);
                return inner.SendAsync(data, 0, data.Length, isText);
        }

        return inner.SendAsync(data, index, count, isText);
    }

    public void Dispose()
    {
        heard.Writer.TryComplete();
        absence.Dispose();
        opening.Dispose();
        inner.Dispose();
    }

    private async Task HearAsync(string text)
    {
        if (isOver || isBroken)
        {
            // What comes after a break was decided on comes again when the session is taken up.
            return;
        }

        var frame = Read(text);
        switch (frame)
        {
            case null when ++garbled >= GatewayKeeper.MostGarbled:
                // A frame that spoils every resume would do so for ever.
                End(new ConnectionEnd(NextStep.Identify, "Discord sent frames that cannot be read; a new session is started."));
                return;
            case null:
                Break("Discord sent a frame that cannot be read; the connection is made anew.");
                return;
            case { Op: Op.InvalidSession, D.ValueKind: JsonValueKind.True }:
                Break("Discord asked for the session to be taken up again.");
                return;
            case { Op: Op.InvalidSession }:
                End(new ConnectionEnd(NextStep.Identify, "Discord ended the session; a new one is started."));
                return;
            case { Op: Op.Dispatch, S: { } sequence } when !call.Session.Sequence.Accept(sequence):
                LogTwice(frame.T, sequence);
                return;
            case { Op: Op.Dispatch }:
                Take(frame);
                break;
        }

        await heard.Writer.WriteAsync(() => TextMessage?.Invoke(text) ?? Task.CompletedTask).ConfigureAwait(false);
    }

    // Discord.Net makes its objects of a frame while the next ones are heard, and learns of a break after what came before it.
    private async Task PassOnAsync()
    {
        try
        {
            await foreach (var one in heard.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (!isOver)
                {
                    await one().ConfigureAwait(false);
                }
            }
        }
        catch (Exception failed)
        {
            LogFailed(failed);
            End(new ConnectionEnd(NextStep.Identify, "Discord.Net failed at what Discord sent; a new session is started."));
        }
    }

    private static ReceivedFrame? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DiscordJson.Default.ReceivedFrame);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Take(ReceivedFrame frame)
    {
        Events++;
        if (frame.T is "READY" or "RESUMED")
        {
            ReadyAt ??= time.GetUtcNow();
            tries = 0;
        }
        else
        {
            garbled = 0;
        }

        call.Hear(frame);
    }

    private async Task ClosedAsync(Exception cause)
    {
        var end = ConnectionEnd.After((cause as WebSocketClosedException)?.CloseCode);
        if (isOver || end.Next != NextStep.Resume || ReadyAt is null)
        {
            End(end);
            return;
        }

        Lost(end.Reason);

        // Without the number: after some of them Discord.Net would stop for good.
        await heard.Writer.WriteAsync(() => Closed?.Invoke(new WebSocketException(end.Reason)) ?? Task.CompletedTask)
            .ConfigureAwait(false);
    }

    // Not awaited by the receiver, for whose end the disconnection waits.
    private void Break(string reason)
    {
        isBroken = true;
        _ = Task.Run(async () =>
        {
            try
            {
                await DisconnectAsync().ConfigureAwait(false);
                await ClosedAsync(new WebSocketException(reason)).ConfigureAwait(false);
            }
            catch (Exception failed)
            {
                LogFailed(failed);
                End(new ConnectionEnd(NextStep.Identify, "The connection to Discord was not mended; a new session is started."));
            }
        });
    }

    private void Lost(string reason)
    {
        absence.Change(ReturnPatience, Timeout.InfiniteTimeSpan);
        call.Broken(reason);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Event {Event} (number {Sequence}) came twice and counts once.")]
    private partial void LogTwice(string? @event, int sequence);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Something could not be told to Discord.Net.")]
    private partial void LogFailed(Exception failure);
}
