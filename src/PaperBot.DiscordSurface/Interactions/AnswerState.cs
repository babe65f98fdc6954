namespace PaperBot.DiscordSurface.Interactions;

/// <summary>What became of the first answer to an interaction.</summary>
internal enum AnswerState
{
    /// <summary>Nothing was said.</summary>
    None,

    /// <summary>"Thinking" is shown.</summary>
    Deferred,

    /// <summary>It stands.</summary>
    Shown,

    /// <summary>It may stand.</summary>
    Perhaps,

    /// <summary>None is possible any more.</summary>
    Lost,

    /// <summary>Somebody else gives it.</summary>
    Elsewhere,
}
