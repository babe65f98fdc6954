using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Tells when a message is no sentence but part of a title ("galcier echo", "ssr zero mt").</summary>
internal static partial class TitleFragment
{
    private const int MostWords = 8;

    // How well a title must fit: a lone ordinary word is a topic, several words that all fit are a title.
    private const double Fits = 0.8;
    private const double NameFits = 1.05;

    /// <summary>The paper whose title is meant, or null.</summary>
    public static Paper? Find(string message, CorpusSnapshot corpus)
    {
        var words = Words.Of(message);
        if (words.Count is 0 or > MostWords || AskingPattern().IsMatch(message) || corpus.LookupScored(message, 2) is not [var best, ..] hits)
        {
            return null;
        }

        var alone = hits.Count == 1 || hits[1].Score < best.Score - 0.05;
        return best.Score >= NameFits || (words.Count > 1 && best.Score >= Fits && alone) ? best.Paper : null;
    }

    [GeneratedRegex(
        @"\?|^\W*(who|what|whats|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|would|will|list"
        + @"|compare|name|tell|give|show|find|any|papers?|anything|summari[sz]e|explain|latest|newest)\b"
        + @"|\b(papers|studies|articles|pls|please)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex AskingPattern();
}
