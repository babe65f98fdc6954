using PaperBot.Conversations;

namespace PaperBot.Tests.Conversations;

public sealed class InMemoryConversationStoreTests : ConversationStoreContract
{
    protected override IConversationStore Open(ConversationOptions options) => new InMemoryConversationStore(options, Clock);
}
