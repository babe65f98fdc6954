using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>
/// Sends calls: each waits for its bucket and for the limit over all, and is repeated where that is safe. Logs name routes by
/// their
/// templates, for paths may hold tokens.
/// </summary>
internal sealed partial class RestClient : IDisposable
{
    private const int Attempts = 4;
    private const int LargestAnswer = 32 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly TimeSpan timeout;
    private readonly TimeSpan patience;
    private readonly AuthenticationHeaderValue authorization;
    private readonly ErrorReader errors;
    private readonly Buckets buckets;
    private readonly GlobalLimit global;
    private readonly RefusedCalls refused;
    private volatile DiscordException? rejected;

    public RestClient(
        DiscordOptions options, HttpMessageHandler handler, TimeProvider time, ILogger log, RefusedCalls? refused = null)
    {
        http = new HttpClient(handler, disposeHandler: true)
        {
            BaseAddress = new Uri(options.ApiAddress.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent.Text);
        authorization = new AuthenticationHeaderValue("Bot", options.Token.Reveal());
        errors = new ErrorReader(options.Token);
        timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        patience = TimeSpan.FromSeconds(options.PatienceSeconds);
        buckets = new Buckets(time);
        global = new GlobalLimit(time);
        this.refused = refused ?? new RefusedCalls(time);
        (this.time, this.log) = (time, log);
    }

    /// <summary>Sends a call and gives back its answer, a status from 200 to 299.</summary>
    /// <exception cref="DiscordException">Everything else. Its outcome takes every attempt into account.</exception>
    public async Task<ApiAnswer> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + (call.Patience ?? patience);
        var perhapsDone = false;
        for (var attempt = 1; ;)
        {
            var (answer, failure) = await AttemptAsync(call, deadline, perhapsDone, cancellationToken).ConfigureAwait(false);
            if (failure is null && answer is { IsSuccess: true })
            {
                return answer;
            }

            if (failure is null && answer!.Status == HttpStatusCode.TooManyRequests)
            {
                // The bucket, or all calls, are held back now; the next round waits there.
                continue;
            }

            failure ??= Judge(call, answer!);
            var mayRepeat = MayRepeat(call, failure);
            perhapsDone |= failure.Outcome == CallOutcome.PerhapsDone;
            var pause = call.Pause * (Math.Pow(2, attempt - 1) * (0.5 + (Random.Shared.NextDouble() / 2)));
            if (!mayRepeat || attempt == Attempts || time.GetUtcNow() + pause > deadline)
            {
                throw perhapsDone ? failure.AsPerhapsDone() : failure;
            }

            LogRepeating(call.Name, failure.Kind, attempt);
            attempt++;
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<(ApiAnswer? Answer, DiscordException? Failure)> AttemptAsync(
        ApiCall call, DateTimeOffset deadline, bool perhapsDone, CancellationToken cancellationToken)
    {
        RefuseWhenStopped(call, perhapsDone);
        try
        {
            var bucket = await buckets.EnterAsync(call, deadline, cancellationToken).ConfigureAwait(false);
            try
            {
                if (!call.IsInteraction)
                {
                    await global.WaitAsync(deadline, cancellationToken).ConfigureAwait(false);
                }

                // What happened while it waited counts as well.
                RefuseWhenStopped(call, perhapsDone);
                var answer = await OnceAsync(call, cancellationToken).ConfigureAwait(false);
                Count(call, buckets.Learn(call, bucket, answer.Limits), answer);
                return (answer, null);
            }
            finally
            {
                bucket.Leave();
            }
        }
        catch (LimitException limit)
        {
            const string longer = "Discord asks for a longer wait than this call may take";
            throw Failed(DiscordErrorKind.RateLimited, call, perhapsDone, longer, limit.Wait);
        }
        catch (DiscordException failure) when (failure.Kind is DiscordErrorKind.Unreachable or DiscordErrorKind.TimedOut)
        {
            return (null, failure);
        }
    }

    private void RefuseWhenStopped(ApiCall call, bool perhapsDone)
    {
        if (rejected is { } first && !call.IsInteraction)
        {
            throw new DiscordException(
                DiscordErrorKind.TokenRejected, perhapsDone ? CallOutcome.PerhapsDone : CallOutcome.NotDone, first.Message)
            {
                Status = first.Status,
                Code = first.Code,
            };
        }

        if (refused.HeldBackFor is { } wait)
        {
            const string many = "Discord refused too many calls lately, so calls are held back";
            throw Failed(DiscordErrorKind.HeldBack, call, perhapsDone, many, wait);
        }
    }

    private async Task<ApiAnswer> OnceAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Body?.Invoke() };
        if (!call.IsInteraction)
        {
            request.Headers.Authorization = authorization;
        }

        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            LogAnswer(call.Name, (int)response.StatusCode);
            return new ApiAnswer(response.StatusCode, body, RateLimitHeaders.Read(response.Headers));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var silence = $"no answer within {timeout.TotalSeconds:0} seconds";
            throw Failed(DiscordErrorKind.TimedOut, call, perhapsDone: true, silence);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            var neverSent = broken is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            };
            var what = neverSent ? "no connection" : "the connection broke";
            throw Failed(DiscordErrorKind.Unreachable, call, !neverSent, what, cause: broken);
        }
    }

    // Only a global limit and a shut-out concern every call; a shared one is not the bot's fault and does not count.
    private void Count(ApiCall call, Bucket bucket, ApiAnswer answer)
    {
        if (answer.Status == HttpStatusCode.TooManyRequests)
        {
            var wait = ErrorReader.RetryAfter(answer, out var isDiscord);
            LogLimited(call.Name, answer.Limits.Scope ?? "user", wait.TotalSeconds);
            if (!isDiscord || (ErrorReader.IsGlobal(answer) && !call.IsInteraction))
            {
                global.Block(wait);
            }

            if (!isDiscord || call.IsInteraction || !ErrorReader.IsGlobal(answer))
            {
                bucket.Block(wait);
            }
        }

        var counts = answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (answer.Status == HttpStatusCode.TooManyRequests && answer.Limits.Scope != "shared");
        if (counts && refused.Add() is var count && count % (RefusedCalls.Most / 10) == 0)
        {
            LogManyRefused(count);
        }
    }

    private DiscordException Judge(ApiCall call, ApiAnswer answer)
    {
        var failure = errors.Read(call, answer);
        if (failure.Kind == DiscordErrorKind.TokenRejected)
        {
            rejected = failure;
            LogTokenRejected();
        }

        return failure;
    }

    private static bool MayRepeat(ApiCall call, DiscordException failure) =>
        failure.Kind is DiscordErrorKind.ServerFailure or DiscordErrorKind.Unreachable or DiscordErrorKind.TimedOut
        && (call.Repeat == Repeat.Always || (call.Repeat == Repeat.IfNotDone && failure.Outcome == CallOutcome.NotDone));

    private static DiscordException Failed(
        DiscordErrorKind kind, ApiCall call, bool perhapsDone, string what, TimeSpan? wait = null, Exception? cause = null) =>
        new(kind, perhapsDone ? CallOutcome.PerhapsDone : CallOutcome.NotDone, $"{call.Name} failed: {what}.", cause)
        {
            RetryAfter = wait,
        };

    [LoggerMessage(Level = LogLevel.Trace, Message = "{Call} was answered with {Status}.")]
    private partial void LogAnswer(string call, int status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call} failed ({Kind}) at attempt {Attempt} and is repeated.")]
    private partial void LogRepeating(string call, DiscordErrorKind kind, int attempt);

    [LoggerMessage(
        Level = LogLevel.Debug, Message = "{Call} came too often (limit {Scope}); Discord asks to wait {Seconds} seconds.")]
    private partial void LogLimited(string call, string scope, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord refused {Count} calls in the last ten minutes.")]
    private partial void LogManyRefused(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord does not take the bot's token; no more calls are made. "
        + "Make a new token on the page Bot of the developer portal and set it as PAPERBOT__Discord__Token.")]
    private partial void LogTokenRejected();
}
