using PaperBot.Localisation;

namespace PaperBot.Commands;

/// <summary>An option whose value stands already, so that a form shows it to be changed.</summary>
/// <param name="Present">
/// The value as lines of text, empty for none: of the channel it is called in, with what is given beside it.
/// </param>
/// <param name="Emptied">The value that an emptied field stands for.</param>
/// <param name="Hint">What to write there, at most 100 characters in every language.</param>
internal sealed record FormField(
    Func<string, IReadOnlyDictionary<string, string>, CancellationToken, Task<string>> Present, string Emptied, Phrase Hint);
