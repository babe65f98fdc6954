using System.Net;

namespace PaperBot.DiscordSurface;

/// <summary>A call to Discord failed. Its message is a sentence for an administrator and never holds a token.</summary>
/// <param name="kind">What went wrong.</param>
/// <param name="outcome">Whether the call may have had its effect.</param>
/// <param name="message">A sentence that says what was asked and what came of it.</param>
/// <param name="cause">What lies below, if anything.</param>
public sealed class DiscordException(DiscordErrorKind kind, CallOutcome outcome, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public DiscordErrorKind Kind { get; } = kind;

    /// <summary>Whether the call may have had its effect.</summary>
    public CallOutcome Outcome { get; } = outcome;

    /// <summary>Of the answer, where there was one.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Discord's own number of the error, see <see cref="DiscordErrorCode"/>; 0 when it gave none.</summary>
    public int Code { get; init; }

    /// <summary>What is wrong with the request, a line for each place, such as <c>embeds[0].title: too long</c>.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>After which time the same call may be made again, where Discord said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same, of a call of which an earlier attempt may have had its effect.</summary>
    internal DiscordException AsPerhapsDone() => Outcome == CallOutcome.PerhapsDone ? this
        : new DiscordException(Kind, CallOutcome.PerhapsDone, Message, InnerException)
        {
            Status = Status,
            Code = Code,
            Details = Details,
            RetryAfter = RetryAfter,
        };
}

/// <summary>Why a call failed.</summary>
public enum DiscordErrorKind
{
    /// <summary>Discord understood and said no; the code tells why. The same call will fail again.</summary>
    Refused,

    /// <summary>Discord does not take the token; every further call fails without being sent.</summary>
    TokenRejected,

    /// <summary>The wait that Discord asks for is longer than the call may take.</summary>
    RateLimited,

    /// <summary>Too many calls were refused lately; calls are held back so that Discord does not shut out this address.</summary>
    HeldBack,

    /// <summary>Discord has a fault of its own, also after repeating.</summary>
    ServerFailure,

    /// <summary>No connection, or it broke, also after repeating.</summary>
    Unreachable,

    /// <summary>No answer in time, also after repeating.</summary>
    TimedOut,

    /// <summary>An answer came and could not be read.</summary>
    Unreadable,

    /// <summary>The call itself is not possible: an address that is not Discord's.</summary>
    NotAllowed,

    /// <summary>A file is larger than was asked for.</summary>
    TooLarge,
}

/// <summary>What is known of a failed call's effect.</summary>
public enum CallOutcome
{
    /// <summary>It surely had none.</summary>
    NotDone,

    /// <summary>It may have had its effect.</summary>
    PerhapsDone,
}

/// <summary>Discord's numbers of errors that are met here.</summary>
public static class DiscordErrorCode
{
    public const int UnknownChannel = 10003;
    public const int UnknownGuild = 10004;
    public const int UnknownMessage = 10008;
    public const int UnknownWebhook = 10015;
    public const int UnknownInteraction = 10062;
    public const int TooManyCommandCreates = 30034;
    public const int OldMessageEdits = 30046;
    public const int InteractionAlreadyAnswered = 40060;
    public const int MissingAccess = 50001;
    public const int EmptyMessage = 50006;
    public const int CannotMessageUser = 50007;
    public const int WrongChannelType = 50008;
    public const int MissingPermissions = 50013;
    public const int InvalidWebhookToken = 50027;
    public const int InvalidForm = 50035;
    public const int ThreadArchived = 50083;
    public const int NoHistoryToReply = 160002;
    public const int ThreadAlreadyThere = 160004;
    public const int ThreadLocked = 160005;
    public const int BlockedByAutoModeration = 200000;
    public const int BlockedHarmfulLink = 240000;
    public const int SlowMode = 20016;
}

/// <summary>The gateway will not have the bot, and trying again would not help. Its message says what to do about it.</summary>
/// <param name="message">What is wrong and what to do, for whoever installed the bot.</param>
/// <param name="closeCode">Discord's number, if there was one.</param>
/// <param name="cause">What lies below, if anything.</param>
public sealed class DiscordGatewayException(string message, int? closeCode = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Discord's number, if there was one.</summary>
    public int? CloseCode { get; } = closeCode;
}
