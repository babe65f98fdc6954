namespace PaperBot.LocalModels.ModelHost;

/// <summary>What a frame says. The values are the wire's.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the host, first and once: which model, as <see cref="HostMessages"/> reads it.</summary>
    Start = 1,

    /// <summary>To the host: a text to write; <see cref="Piece"/> frames come back.</summary>
    Write = 2,

    /// <summary>To the host: texts to embed; one <see cref="Embedded"/> comes back.</summary>
    Embed = 3,

    /// <summary>To the host: a text whose tokens to count; one <see cref="Counted"/> comes back.</summary>
    Count = 4,

    /// <summary>To the host: nobody waits for this call any more. Its <see cref="Ended"/> comes back.</summary>
    Cancel = 5,

    /// <summary>From the host: the share of the model that is loaded.</summary>
    Loading = 64,

    /// <summary>From the host: the model is served.</summary>
    Ready = 65,

    /// <summary>From the host: this model cannot be served, with the reason; the host ends.</summary>
    Refused = 66,

    /// <summary>From the host: a piece of a call's text.</summary>
    Piece = 67,

    /// <summary>From the host: a call's vectors.</summary>
    Embedded = 68,

    /// <summary>From the host: a call's number of tokens.</summary>
    Counted = 69,

    /// <summary>From the host: a call failed, with the reason; nothing of it follows.</summary>
    Failed = 70,

    /// <summary>From the host: nothing of a call follows.</summary>
    Ended = 71,
}

/// <summary>One message between the program and its model host.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Call">Whose it is, counted up by the program; 0 for those of no call.</param>
/// <param name="Body">JSON; empty where the kind says it all.</param>
internal readonly record struct HostFrame(FrameKind Kind, long Call, ReadOnlyMemory<byte> Body)
{
    /// <summary>True when it is the last of its call.</summary>
    public bool EndsCall => Kind is FrameKind.Embedded or FrameKind.Counted or FrameKind.Failed or FrameKind.Ended;
}
