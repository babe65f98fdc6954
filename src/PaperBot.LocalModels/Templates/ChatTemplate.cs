using System.Globalization;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Templates;

/// <summary>
/// How a family of models wants a conversation written. Rendering does what the Jinja text of the family's models does with plain
/// turns, thinking switched off where it can be; it is checked against llama.cpp's own renderer.
/// </summary>
/// <param name="Name">As the setting names it.</param>
internal sealed record ChatTemplate(string Name)
{
    /// <summary>Between instructions and the user's text that they are put before.</summary>
    private const string DefaultGap = "\n\n";

    public required TurnShape System { get; init; }

    public required TurnShape User { get; init; }

    public required TurnShape Assistant { get; init; }

    /// <summary>Marker after which the model speaks.</summary>
    public required string Opening { get; init; }

    /// <summary>Instructions where a conversation has none; null for no such turn. <c>{0:…}</c> is the date.</summary>
    public string? DefaultSystem { get; init; }

    public SystemPlace Place { get; init; } = SystemPlace.OwnTurn;

    public string Gap { get; init; } = DefaultGap;

    public Trimming Trimming { get; init; } = Trimming.None;

    /// <summary>True when trimming comes after the instructions were put before the user's text.</summary>
    public bool TrimsJoined { get; init; }

    /// <summary>True when the conversation begins with the model's beginning token.</summary>
    public bool Begins { get; init; }

    /// <summary>Marker after the instructions' text and before the end of their turn.</summary>
    public string AfterSystem { get; init; } = "";

    /// <summary>Renders a conversation up to where the model speaks.</summary>
    /// <param name="turns">At least one; roles <c>system</c>, <c>user</c>, <c>assistant</c>.</param>
    /// <param name="today">For the families whose instructions name the date.</param>
    /// <exception cref="ModelServiceException">No turns, or a role there is none of.</exception>
    public List<ChatSegment> Render(IReadOnlyList<SpokenTurn> turns, DateOnly today)
    {
        Check(turns);
        List<ChatSegment> segments = [];
        if (Begins)
        {
            segments.Add(ChatSegment.Beginning);
        }

        if (Place == SystemPlace.OwnTurn && DefaultSystem is not null && turns[0].Role != "system")
        {
            Add(segments, System, Dated(DefaultSystem, today), SegmentKind.Marker, today);
        }

        foreach (var turn in Place == SystemPlace.OwnTurn ? turns.Select(Trimmed) : Joined(turns))
        {
            Add(segments, Shape(turn.Role), turn.Text, SegmentKind.Text, today);
        }

        Marker(segments, Opening);
        return segments;
    }

    private static void Check(IReadOnlyList<SpokenTurn> turns)
    {
        if (turns.Count == 0)
        {
            throw new ModelServiceException(ServiceFailure.Refused, "A conversation without a turn cannot be answered.");
        }

        if (turns.FirstOrDefault(t => t.Role is not ("system" or "user" or "assistant")) is { } other)
        {
            throw new ModelServiceException(
                ServiceFailure.Refused, $"A turn has the role '{other.Role}'; there are system, user and assistant.");
        }
    }

    // Families without a turn for instructions also want user and model to take turns.
    private List<SpokenTurn> Joined(IReadOnlyList<SpokenTurn> turns)
    {
        var system = string.Join(DefaultGap, turns.Where(t => t.Role == "system").Select(t => t.Text));
        List<SpokenTurn> joined = [];
        foreach (var turn in turns.Where(t => t.Role != "system"))
        {
            if (joined.Count > 0 && joined[^1].Role == turn.Role)
            {
                joined[^1] = turn with { Text = joined[^1].Text + DefaultGap + turn.Text };
            }
            else
            {
                joined.Add(turn);
            }
        }

        if (system.Length == 0)
        {
            return joined.ConvertAll(Trimmed);
        }

        joined = TrimsJoined ? joined : joined.ConvertAll(Trimmed);
        var at = Place == SystemPlace.FirstUserTurn
            ? joined.FindIndex(t => t.Role == "user")
            : joined.FindLastIndex(t => t.Role == "user");
        if (at < 0)
        {
            joined.Insert(0, new SpokenTurn("user", system));
        }
        else
        {
            joined[at] = new SpokenTurn("user", system + Gap + joined[at].Text);
        }

        return TrimsJoined ? joined.ConvertAll(Trimmed) : joined;
    }

    private SpokenTurn Trimmed(SpokenTurn turn) => Trimming switch
    {
        Trimming.All => turn with { Text = turn.Text.Trim() },
        Trimming.SystemEnd when turn.Role == "system" => turn with { Text = turn.Text.TrimEnd() },
        Trimming.Assistant when turn.Role == "assistant" => turn with { Text = turn.Text.Trim() },
        _ => turn,
    };

    private TurnShape Shape(string role) => role switch
    {
        "system" => System,
        "user" => User,
        _ => Assistant,
    };

    private void Add(List<ChatSegment> segments, TurnShape shape, string text, SegmentKind kind, DateOnly today)
    {
        Marker(segments, Dated(shape.Before, today));
        if (text.Length > 0)
        {
            segments.Add(new ChatSegment(kind, text));
        }

        Marker(segments, ReferenceEquals(shape, System) ? AfterSystem + shape.After : shape.After);
        if (shape.Ends)
        {
            segments.Add(ChatSegment.End);
            Marker(segments, shape.AfterEnd);
        }
    }

    private static void Marker(List<ChatSegment> segments, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        // Neighbours are one text, as they are in the template: a tokeniser may join their ends.
        if (segments.Count > 0 && segments[^1] is { Kind: SegmentKind.Marker } last)
        {
            segments[^1] = last with { Text = last.Text + text };
        }
        else
        {
            segments.Add(new ChatSegment(SegmentKind.Marker, text));
        }
    }

    private static string Dated(string marker, DateOnly today) => marker.Contains("{0:", StringComparison.Ordinal)
        ? string.Format(CultureInfo.InvariantCulture, marker, today)
        : marker;
}
