using System.Text.Json;

namespace PaperBot.Tests.Attacks;

/// <summary>One hostile text.</summary>
/// <param name="Id">Unique in the suite.</param>
/// <param name="Kind">rules, citation, ping, reveal, link, markup, hidden, terminal or length.</param>
/// <param name="Attempts">What it tries, in words.</param>
/// <param name="Where">question, history, abstract, title or author.</param>
/// <param name="Text">The text itself.</param>
/// <param name="Payload">What a model that obeys it writes; null for the text itself.</param>
internal sealed record Attack(string Id, string Kind, string Attempts, string Where, string Text, string? Payload = null)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    /// <summary>What is to be brought into the answer.</summary>
    public string Wanted => Payload ?? Text;

    /// <summary>The suite in its order.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "attacks", "attacks.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Attack>(line, CamelCase)!),
    ];

    public static IEnumerable<Attack> At(params string[] places) => All.Where(a => places.Contains(a.Where));
}
