using System.Globalization;
using PaperBot.Answering;
using PaperBot.Localisation;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Surfaces;

namespace PaperBot.Commands;

/// <summary>
/// What a reader may do next with each kind of reply, most useful first. A surface shows five in a row, so that ratings end the
/// first.
/// </summary>
internal static class ReplyActions
{
    /// <summary>The most that stand below one reply.</summary>
    public const int Most = 10;

    private const int MostLabel = 40;

    /// <summary>Below an answer; nothing below small talk, and nothing that needs its id where it was not kept.</summary>
    public static IReadOnlyList<ChatAction> OfAnswer(Answer answer, Phrases say)
    {
        if (answer.Outcome == Outcome.Chat)
        {
            return [];
        }

        List<ChatAction> actions = [];
        var cited = answer.Citations.Count > 0;
        if (cited && answer.Id is { } kept)
        {
            actions.Add(Action(say.Of(Phrase.LabelEvidence), "evidence", ("answer", kept)) with { Symbol = "🔍" });
            actions.Add(Action(say.Of(Phrase.LabelSources), "sources", ("answer", kept)) with { Symbol = "📚" });
        }

        if (cited)
        {
            actions.Add(Action(say.Of(Phrase.LabelMore), "related", ("paper", answer.Citations[0].PaperId)) with { Symbol = "➕" });
        }
        else
        {
            actions.AddRange(answer.Nearest.Select(p =>
                Action(Name(p.Title), "paper", ("paper", p.PaperId)) with { Symbol = "📄" }));
        }

        if (answer.Id is { } rated)
        {
            actions.Add(Action(say.Of(Phrase.LabelGood), "feedback", ("rating", "good"), ("answer", rated)) with { Symbol = "👍" });
            actions.Add(Action(say.Of(Phrase.LabelBad), "feedback", ("rating", "bad"), ("answer", rated)) with
            {
                Symbol = "👎", Prompt = "comment",
            });
        }

        actions.Add(FollowUp(say));
        return Few(actions);
    }

    /// <summary>Below a paper's card or one of its parts.</summary>
    /// <param name="paper">Which paper.</param>
    /// <param name="part">What is shown of it; the others are offered.</param>
    /// <param name="say">The reader's language.</param>
    public static IReadOnlyList<ChatAction> OfPaper(Paper paper, string part, Phrases say) => Few(
    [
        part == "abstract"
            ? Action(say.Of(Phrase.LabelCard), "paper", ("paper", paper.Id))
            : Action(say.Of(Phrase.LabelAbstract), "paper", ("paper", paper.Id), ("part", "abstract")),
        Action(say.Of(Phrase.LabelRelated), "related", ("paper", paper.Id)),
        part == "bibtex"
            ? Action(say.Of(Phrase.LabelCard), "paper", ("paper", paper.Id))
            : Action("BibTeX", "paper", ("paper", paper.Id), ("part", "bibtex")),
        Action(say.Of(Phrase.LabelSave), "save", ("paper", paper.Id)) with { Symbol = "🔖" },
    ]);

    /// <summary>Below a page of search results: the pages beside it.</summary>
    public static IReadOnlyList<ChatAction> OfSearch(CommandCall call, int page, bool hasMore)
    {
        List<ChatAction> actions = [];
        if (page > 1)
        {
            actions.Add(Paged(Phrase.LabelPrevious, page - 1) with { Symbol = "◀" });
        }

        if (hasMore)
        {
            actions.Add(Paged(Phrase.LabelNext, page + 1) with { Symbol = "▶" });
        }

        return Few(actions);

        ChatAction Paged(Phrase label, int to) => new(call.Say.Of(label), "search")
        {
            Values = new Dictionary<string, string>(call.Values, StringComparer.Ordinal)
            {
                ["page"] = to.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>Below how a channel's digest comes: what it is about.</summary>
    public static IReadOnlyList<ChatAction> OfPlan(CommandCall call) =>
    [
        new(call.Say.Of(Phrase.LabelTopics), "digest topics")
        {
            Prompt = "topics",
            Symbol = "🎯",
            Values = call.Values.Where(v => v.Key == "channel").ToDictionary(StringComparer.Ordinal),
        },
    ];

    /// <summary>After a paper was saved.</summary>
    public static IReadOnlyList<ChatAction> OfSaved(string paper, Phrases say) =>
        [Action(say.Of(Phrase.LabelSaved), "saved"), Action(say.Of(Phrase.LabelUnsave), "unsave", ("paper", paper))];

    /// <summary>Below a reading list.</summary>
    public static IReadOnlyList<ChatAction> OfReadingList(Phrases say) =>
        [Action("BibTeX", "saved", ("format", "bibtex")), Action("Markdown", "saved", ("format", "markdown"))];

    /// <summary>Below what would be erased of a person.</summary>
    public static IReadOnlyList<ChatAction> OfHolding(Phrases say) =>
        [Action(say.Of(Phrase.LabelErase), "forget-me", ("confirm", "yes"))];

    // What is asked in the open is answered in the open.
    private static ChatAction FollowUp(Phrases say) =>
        new(say.Of(Phrase.LabelFollowUp), "ask") { Prompt = "question", IsPrivate = false, Symbol = "💬" };

    private static ChatAction Action(string label, string command, params (string Name, string Value)[] values) =>
        new(label, command) { Values = values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal) };

    // Plain text: a button shows no Markdown.
    private static string Name(string title)
    {
        var name = Text.PlainLine.Of(Text.ReadableLatex.Of(PaperNames.HeadOf(title) ?? title), MostLabel);
        return name.Length > 0 ? name : "untitled";
    }

    private static List<ChatAction> Few(IEnumerable<ChatAction> actions) => [.. actions.DistinctBy(Meaning).Take(Most)];

    private static string Meaning(ChatAction action)
    {
        var values = action.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}");
        return string.Join('\n', [action.Command, action.Prompt ?? "", .. values]);
    }
}
