using PaperBot.Conversations;

namespace PaperBot.CommandLine.Json;

/// <summary>A line of a question or query file; what it does not need it ignores.</summary>
internal sealed record QuestionJson(string? Id, string? Question, string? Text, IReadOnlyList<TurnJson>? History);

/// <summary>A message of a conversation.</summary>
internal sealed record TurnJson(Speaker? Role, string? Text)
{
    public static IReadOnlyList<Turn> Turns(IEnumerable<TurnJson> turns) =>
        [.. turns.Where(t => !string.IsNullOrWhiteSpace(t.Text)).Select(t => new Turn(t.Role ?? Speaker.User, t.Text!))];
}
