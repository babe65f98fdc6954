using PaperBot.Prompts.Sources;

namespace PaperBot.Prompts.Grammars;

/// <summary>
/// Grammars that a model's output cannot leave. <see cref="Cited"/> leaves the words free but ends every sentence with markers
/// of sources
/// that were given; <see cref="Quotes"/> lets the model only choose among the sources' own sentences.
/// </summary>
internal static class AnswerGrammar
{
    private const int MarkersASentence = 3;

    // A full stop inside of a sentence, where a space and more words follow.
    private static readonly string[] Abbreviations =
        ["e.g.", "i.e.", "al.", "vs.", "cf.", "approx.", "resp.", "Fig.", "Eq.", "Sec.", "Dr.", "w.r.t."];

    /// <summary>Up to <paramref name="sentences"/> sentences, each ending as <c>words. [1][2]</c>.</summary>
    /// <param name="sources">At least one.</param>
    /// <param name="sentences">1 to 20.</param>
    /// <param name="mayAbstain">Whether one of the <see cref="AbstentionWords"/> may stand instead.</param>
    public static string Cited(IReadOnlyList<GivenSource> sources, int sentences, bool mayAbstain = true)
    {
        var marks = GbnfText.AnyOf(sources.Select(s => GbnfText.Literal(s.Marker)));
        return $"""
            root ::= {Root(mayAbstain, GbnfText.UpTo(Math.Clamp(sentences, 1, 20), "sentence", "gap"))}
            gap ::= " " | "\n" | "\n\n"
            sentence ::= first ( word | inner | short )* [.!?] ["”')]? " " {GbnfText.UpTo(MarkersASentence, "mark", "\" \"?")}
            mark ::= {marks}
            first ::= [^ \t\r\n\[\].!?【】［］]
            word ::= [^\t\r\n\[\].!?【】［］]
            inner ::= [.!?] [^ \t\r\n\[\].!?【】［］]
            short ::= [ (] {GbnfText.AnyOf(Abbreviations.Select(GbnfText.Literal))} " "

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Up to <paramref name="quotes"/> of the given sentences as the model saw them, each with its marker.</summary>
    /// <param name="sources">At least one.</param>
    /// <param name="quotes">1 to 20.</param>
    /// <param name="mayAbstain">Whether one of the <see cref="AbstentionWords"/> may stand instead.</param>
    public static string Quotes(IReadOnlyList<GivenSource> sources, int quotes, bool mayAbstain = true)
    {
        var all = sources.SelectMany(
            source => source.Sentences, (source, sentence) => GbnfText.Literal($"{sentence.Shown} {source.Marker}"));
        return $"""
            root ::= {Root(mayAbstain, GbnfText.UpTo(Math.Clamp(quotes, 1, 20), "quote", "gap"))}
            gap ::= " " | "\n"
            quote ::= {GbnfText.AnyOf(all)}

            """.ReplaceLineEndings("\n");
    }

    private static string Root(bool mayAbstain, string otherwise) => mayAbstain
        ? $"{GbnfText.Literal(AbstentionWords.NotStated)} | {GbnfText.Literal(AbstentionWords.NoMatch)} | {otherwise}"
        : otherwise;
}
