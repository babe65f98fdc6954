namespace PaperBot.DiscordSimulator.Faults;

/// <summary>Something that goes wrong on purpose.</summary>
internal abstract record Fault;

/// <summary>Something that goes wrong with one request.</summary>
internal abstract record RestFault : Fault;

/// <summary>429. <paramref name="Scope"/> is <c>user</c>, <c>global</c> or <c>shared</c>. The request has no effect.</summary>
internal sealed record TooManyRequests(TimeSpan RetryAfter, string Scope = "user") : RestFault;

/// <summary>A 5xx answer, before the request has its effect or after it.</summary>
internal sealed record ServerError(int Status = 502, bool AfterEffect = false) : RestFault;

/// <summary>The connection breaks without an answer, before the request has its effect or after it.</summary>
internal sealed record ConnectionReset(bool AfterEffect = false) : RestFault;

/// <summary>No answer comes until the client gives up, before the request has its effect or after it.</summary>
internal sealed record NoAnswer(bool AfterEffect = false) : RestFault;

/// <summary>The right answer, late.</summary>
internal sealed record SlowAnswer(TimeSpan Delay) : RestFault;

/// <summary>An error of Discord's, such as AutoMod's 200000. The request has no effect.</summary>
internal sealed record ErrorAnswer(int Status, int Code, string Message) : RestFault;

/// <summary>Something that goes wrong when an event is about to be sent.</summary>
internal abstract record GatewayFault : Fault;

/// <summary>The connection breaks; the event is there for whoever resumes.</summary>
internal sealed record DropSocket : GatewayFault;

/// <summary>The server closes with this code before it sends the event.</summary>
internal sealed record CloseSocket(int Code) : GatewayFault;

/// <summary>Op 7 is sent, and the socket closed a little later.</summary>
internal sealed record AskToReconnect : GatewayFault;

/// <summary>Op 9 is sent. When it is not resumable the session is gone, with the event.</summary>
internal sealed record InvalidateSession(bool Resumable) : GatewayFault;

/// <summary>The event comes twice, with the same number.</summary>
internal sealed record DuplicateDispatch : GatewayFault;

/// <summary>The event comes after the one that follows it.</summary>
internal sealed record ReorderDispatch : GatewayFault;

/// <summary>The event's frame stops in its middle, and the socket closes a little later; a resume brings it whole.</summary>
internal sealed record TruncateFrame : GatewayFault;

/// <summary>Nothing is sent any more, not even answers to heartbeats, while the connection stays open.</summary>
internal sealed record StallSocket : GatewayFault;

/// <summary>A connection is refused; the occasion is <c>socket</c> for the gateway's, <c>rest PATH</c> for a request's.</summary>
internal sealed record RefuseConnection : Fault;
