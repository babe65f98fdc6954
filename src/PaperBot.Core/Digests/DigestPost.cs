using System.Globalization;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.Digests;

/// <summary>A part of a kept edition as a message, with what its readers may do next below the last one.</summary>
internal static class DigestPost
{
    /// <summary>What is posted, or what the posted message is edited to. It is in English, since everybody reads it.</summary>
    public static ChatPost Of(DigestLedgerEntry entry, DigestPart part) => new(part.Text)
    {
        Actions = part.Number == entry.Parts[^1].Number ? Actions(entry, Phrases.English) : [],
    };

    /// <summary>
    /// A question over its papers and the card of one of them by its number, where it has papers; what the digest is about, which
    /// only administrators may say.
    /// </summary>
    /// <param name="entry">A kept edition; every action means the same for as long as it is kept.</param>
    /// <param name="say">The language of the labels.</param>
    public static IReadOnlyList<ChatAction> Actions(DigestLedgerEntry entry, Phrases say)
    {
        var edition = new Dictionary<string, string>
        {
            ["edition"] = entry.Edition.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        ChatAction[] ofPapers =
        [
            // What is asked in the open is answered in the open.
            new(say.Of(Phrase.LabelFollowUp), "ask") { Prompt = "question", Values = edition, IsPrivate = false, Symbol = "💬" },
            new(say.Of(Phrase.LabelOpenPaper), "paper") { Prompt = "paper", Values = edition, Symbol = "📄" },
        ];
        return
        [
            .. entry.Papers.Count == 0 ? [] : ofPapers,
            new(say.Of(Phrase.LabelTopics), "digest topics") { Prompt = "topics", Symbol = "🎯" },
        ];
    }
}
