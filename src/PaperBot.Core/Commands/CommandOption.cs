namespace PaperBot.Commands;

/// <summary>What an option takes, which also says how it is completed.</summary>
public enum OptionKind
{
    /// <summary>Anything.</summary>
    Text,

    /// <summary>A paper's id or title; completed from the corpus.</summary>
    Paper,

    /// <summary>A calendar day, <c>2026-03-31</c>.</summary>
    Day,

    /// <summary>A number from 1 to 50.</summary>
    Count,

    /// <summary>The name of a command; completed from the table.</summary>
    CommandName,

    /// <summary>An IANA time zone; completed from those known here.</summary>
    Zone,

    /// <summary>A channel, by the surface's own name for it; the one it is called in when left out.</summary>
    Channel,

    /// <summary>One of a few words; see <see cref="CommandOption.Choices"/>.</summary>
    Choice,
}

/// <summary>One thing a command can be told.</summary>
/// <param name="Name">Lower case, one word.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Description">One line, without a full stop.</param>
internal sealed record CommandOption(string Name, OptionKind Kind, string Description)
{
    /// <summary>Largest value of <see cref="OptionKind.Count"/>.</summary>
    public const int MaxCount = 50;

    /// <summary>Typed by its place instead of its name; the last such option takes the rest of the line.</summary>
    public bool Positional { get; init; }

    public bool Required { get; init; }

    /// <summary>
    /// In prose: where no value of its kind follows its name, the name is a word of the text like any other.
    /// </summary>
    public bool OnlyWhereItFits { get; init; }

    /// <summary>The words an <see cref="OptionKind.Choice"/> takes, in lower case.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>How a form asks for it where it has a value already; null where a form begins empty.</summary>
    public FormField? Form { get; init; }

    public string Usage
    {
        get
        {
            var value = Kind == OptionKind.Choice ? string.Join('|', Choices) : Kind.ToString().ToUpperInvariant();
            var usage = !Positional ? $"--{Name} {value}" : Kind == OptionKind.Choice ? value : Name.ToUpperInvariant();
            return Required ? usage : $"[{usage}]";
        }
    }
}
