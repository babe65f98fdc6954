using System.Text;
using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>A prompt, read and checked. Immutable; safe for concurrent use.</summary>
internal sealed record PromptTemplate
{
    /// <summary>By which code asks for it.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file's text with <c>\n</c> line ends, as 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required IReadOnlyList<TemplateMessage> Messages { get; init; }

    public required IReadOnlyList<PromptVariable> Variables { get; init; }

    /// <summary>Settings of the file; cloned for every rendering, because clients may change what they are given.</summary>
    public required ChatOptions Settings { get; init; }

    /// <summary>
    /// Puts the values in their places in one pass: a value that reads like a tag, a variable or a special token is text like
    /// any other.
    /// </summary>
    /// <exception cref="PromptFailedException">A required variable has no value, or a value has no variable.</exception>
    public RenderedPrompt Render(IReadOnlyDictionary<string, string> values)
    {
        foreach (var name in values.Keys.Where(name => Variables.All(v => v.Name != name)))
        {
            throw new PromptFailedException(
                Name,
                PromptFailure.WrongVariables,
                $"The prompt “{Name}” has no variable “{name}”; its input_variables in {File} lack it.");
        }

        foreach (var missing in Variables.Where(v => v.IsRequired && !values.ContainsKey(v.Name)))
        {
            throw new PromptFailedException(
                Name, PromptFailure.WrongVariables, $"The prompt “{Name}” was given no “{missing.Name}”, which {File} requires.");
        }

        var defaults = Variables.ToDictionary(v => v.Name, v => v.Default, StringComparer.Ordinal);
        return new RenderedPrompt([.. Messages.Select(message => Render(message, values, defaults))], Settings.Clone());
    }

    private static ChatMessage Render(
        TemplateMessage message, IReadOnlyDictionary<string, string> values, Dictionary<string, string> defaults)
    {
        var text = new StringBuilder();
        foreach (var piece in message.Pieces)
        {
            text.Append(
                !piece.IsVariable ? piece.Text : values.TryGetValue(piece.Text, out var value) ? value : defaults[piece.Text]);
        }

        return new ChatMessage(message.Role, text.ToString());
    }
}
