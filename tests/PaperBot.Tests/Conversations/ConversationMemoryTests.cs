using Microsoft.Extensions.Options;
using PaperBot.Conversations;
using Xunit;

namespace PaperBot.Tests.Conversations;

public sealed class ConversationMemoryTests
{
    [Fact]
    public void Only_the_last_turns_of_a_person_in_a_channel_are_recalled()
    {
        var memory = new ConversationMemory(Options.Create(new ConversationOptions { Turns = 3 }));
        memory.Remember("room", "ada", "q1", "a1");
        memory.Remember("room", "ada", "q2", "a2");
        memory.Remember("room", "bob", "q3", "a3");
        Assert.Equal(["a1", "q2", "a2"], memory.Recall("room", "ada").Select(t => t.Text));
        Assert.Empty(memory.Recall("hall", "ada"));
    }

    [Fact]
    public void The_conversation_longest_silent_is_forgotten_first()
    {
        var memory = new ConversationMemory(Options.Create(new ConversationOptions { Conversations = 2 }));
        memory.Remember("room", "ada", "q", "a");
        memory.Remember("room", "bob", "q", "a");
        memory.Remember("room", "ada", "q", "a");
        memory.Remember("room", "eve", "q", "a");
        Assert.Empty(memory.Recall("room", "bob"));
        Assert.Equal(4, memory.Recall("room", "ada").Count);
    }
}
