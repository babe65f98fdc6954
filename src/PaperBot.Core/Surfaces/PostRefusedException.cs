namespace PaperBot.Surfaces;

/// <summary>
/// A surface did not take a post and surely never will as things are: the channel is gone, the right to write is missing. Any
/// other exception of a post leaves open whether it stands. Of an edit, that the message is gone.
/// </summary>
/// <param name="reason">A sentence for an administrator that says what to do.</param>
public sealed class PostRefusedException(string reason) : Exception(reason);
