using System.ComponentModel.DataAnnotations;

namespace PaperBot.Conversations;

/// <summary>Settings section <c>Conversation</c>.</summary>
public sealed class ConversationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Conversation";

    /// <summary>How many messages of a conversation are kept, for follow-up questions to refer to; 0 keeps none.</summary>
    [Range(0, 50)]
    public int Turns { get; set; } = 12;

    /// <summary>How many days a message is kept.</summary>
    [Range(1, 3650)]
    public int Days { get; set; } = 30;

    /// <summary>How many conversations are kept; the one longest silent is forgotten first.</summary>
    [Range(1, 100_000)]
    public int Conversations { get; set; } = 1000;
}
