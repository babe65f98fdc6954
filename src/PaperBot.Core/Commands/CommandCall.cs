using System.Globalization;
using PaperBot.Conversations;
using PaperBot.Localisation;
using PaperBot.Records;
using PaperBot.Surfaces;

namespace PaperBot.Commands;

/// <summary>A command with what was said to it.</summary>
/// <param name="Id">Chosen by the surface; comes back with an answer.</param>
/// <param name="Channel">Where it was called.</param>
internal sealed record CommandCall(string Id, string Channel)
{
    /// <summary>Values by option name, each valid for its option's kind; options left out are absent.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Who called.</summary>
    public required string Person { get; init; }

    /// <summary>Whether who called looks after the place.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public required string Conversation { get; init; }

    /// <summary>The caller's language as an IETF tag; null when unknown.</summary>
    public string? Locale { get; init; }

    /// <summary>The bot's own phrases in the caller's language.</summary>
    public Phrases Say => Phrases.For(Locale);

    /// <summary>Files sent along.</summary>
    public IReadOnlyList<ChatFile> Files { get; init; } = [];

    /// <summary>Who called, and where, for what is kept of it.</summary>
    public Asker Asker => new(Person, Conversation) { Began = Began };

    /// <summary>When it came in, in UTC.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>What was said before, oldest first.</summary>
    public IReadOnlyList<Turn> History { get; init; } = [];

    /// <summary>To be told of the reply so far where it takes long; null when nobody watches.</summary>
    public Action<string>? Draft { get; init; }

    /// <summary>The value, or null.</summary>
    public string? Text(string option) => Values.GetValueOrDefault(option);

    /// <summary>The value of a required option.</summary>
    public string Required(string option) => Values[option];

    /// <summary>The value of an <see cref="OptionKind.Day"/>, or null.</summary>
    public DateOnly? Day(string option) =>
        Text(option) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>The value of an <see cref="OptionKind.Count"/>, or null.</summary>
    public int? Count(string option) => Text(option) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : null;
}
