namespace PaperBot.Records;

/// <summary>What a person thinks of an answer.</summary>
/// <param name="AnswerId">Which answer.</param>
/// <param name="Person">Who says so; a later rating by the same person takes the place of the earlier.</param>
/// <param name="Good">True for a good answer.</param>
/// <param name="Comment">In their words, at most <see cref="MostComment"/> characters; empty for none.</param>
/// <param name="At">When, in UTC.</param>
public sealed record Rating(string AnswerId, string Person, bool Good, string Comment, DateTimeOffset At)
{
    /// <summary>The longest comment, in UTF-16 units.</summary>
    public const int MostComment = 1000;
}
