using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace PaperBot.Endpoints;

/// <summary>Makes a call again that failed in passing: too many calls, a server's failure, a connection that did not come about.</summary>
internal static partial class EndpointRetry
{
    /// <param name="options">How often, and how long a server may ask to wait: no longer than a first word may take.</param>
    /// <param name="time">By which is waited.</param>
    /// <param name="logger">Told of each.</param>
    public static ResiliencePipeline Of(EndpointOptions options, TimeProvider time, ILogger logger)
    {
        if (options.Retries == 0)
        {
            return ResiliencePipeline.Empty;
        }

        var longest = TimeSpan.FromSeconds(options.TimeoutSeconds);
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                // Who waited for the first word in vain has no time for the same again.
                ShouldHandle = new PredicateBuilder().Handle<EndpointException>(
                    e => e is { MayPass: true, Failure: not EndpointFailure.Silent } && (e.After ?? TimeSpan.Zero) <= longest),
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as EndpointException)?.After),
                OnRetry = args =>
                {
                    LogAgain(logger, args.AttemptNumber + 1, args.RetryDelay.TotalSeconds, args.Outcome.Exception!.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Call {Attempt} failed and is made again in {Seconds:0.0} s: {Reason}")]
    private static partial void LogAgain(ILogger logger, int attempt, double seconds, string reason);
}
