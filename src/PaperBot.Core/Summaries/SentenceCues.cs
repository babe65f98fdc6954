using System.Text.RegularExpressions;

namespace PaperBot.Summaries;

/// <summary>Wordings by which an abstract shows what a sentence is there for.</summary>
internal static partial class SentenceCues
{
    private const string Adverb =
        @"(?:(?:\w+ly|also|further|then|first|here|thus|therefore|next|finally|propose to|aim to|seek to) )*";

    [GeneratedRegex(
        @"\b[Ww]e " + Adverb
        + @"(?:introduce|propose|present|develop|describe|devise|design|offer|provide|formulate|build|create"
        + @"|construct|release|contribute|suggest)\b")]
    public static partial Regex Presents { get; }

    [GeneratedRegex(
        @"\b[Ww]e " + Adverb
        + @"(?:study|investigate|explore|address|consider|examine|analy[sz]e|revisit|focus|ask|tackle|test|assess"
        + @"|evaluate|compare|review|survey|measure|probe|discuss|extend|use|apply)\b")]
    public static partial Regex Studies { get; }

    [GeneratedRegex(
        @"\b[Ww]e " + Adverb
        + @"(?:show|demonstrate|find|found|prove|observe|establish|argue|discover|report|reveal|conclude|achieve"
        + @"|obtain|identify|confirm|verify|illustrate|derive)\b|\b(?:results?|findings?|experiments?|analys[ei]s"
        + @"|evaluations?)\b.{0,60}\b(?:shows?|suggests?|indicates?|demonstrates?|reveals?|highlights?|confirms?)\b")]
    public static partial Regex Finds { get; }

    [GeneratedRegex(@"\b(?:[Tt]his|[Tt]he present) (?:paper|work|article|study|report|thesis|survey|position paper)\b")]
    public static partial Regex NamesThePaper { get; }

    [GeneratedRegex(@"\b[Oo]ur\b")]
    public static partial Regex Ours { get; }

    [GeneratedRegex(@"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")]
    public static partial Regex FirstPerson { get; }

    [GeneratedRegex(
        @"\b(?:outperform\w*|improv\w+|surpass\w*|exceed\w*|achiev\w+|state[- ]of[- ]the[- ]art|reduc\w+|faster"
        + @"|better)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Gains { get; }

    [GeneratedRegex(@"\b(?:novel|new|simple|called|termed|dubbed|named)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Novel { get; }

    [GeneratedRegex(
        @"\b(?:however|unfortunately|despite|although|challeng\w+|difficult\w*|has been|have been|widely|often"
        + @"|typically|remains?|recent|recently|important|crucial|existing|lack\w*|limited|most)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Background { get; }

    [GeneratedRegex(@"^(?:However|Unfortunately|But|Yet|While|Although|Despite|Recent|Recently|Nevertheless|Nonetheless)\b")]
    public static partial Regex BeginsWithContrast { get; }

    [GeneratedRegex(
        @"^(?:This|These|It|They|Such|That|Those|Its|Their|He|She|Both|The former|The latter|Here|There)\b(?! (?:paper"
        + @"|work|article|study|report|thesis|survey)\b)"
        + @"|^[^,;]{0,60},\s(?:it|they|this|these)\b(?! (?:paper|work|article|study|report|thesis|survey)\b)")]
    public static partial Regex BeginsDangling { get; }

    /// <summary>"this limitation", "such exposure", "we replace it", a short "… obtain them.": words whose meaning stands in an earlier sentence.</summary>
    [GeneratedRegex(
        @"\b(?:[Tt]h(?:is|ese|ose)|[Ss]uch)\b(?! (?:paper|work|article|study|report|thesis|survey|position paper|as"
        + @"|that)\b)|\b[Ww]e (?:then )?\w+ (?:it|them)\b|^(?:\S+ ){1,8}(?:it|them)[.!]?$")]
    public static partial Regex RefersBack { get; }

    [GeneratedRegex(
        @"^(?:Specifically|In particular|Furthermore|Moreover|Additionally|In addition|Also|Finally|First|Firstly"
        + @"|Second|Secondly|Third|Then|Next|Further|Besides|Similarly|Likewise|For example|For instance|Concretely"
        + @"|More specifically|Meanwhile|Overall|Notably|Instead|Interestingly|Surprisingly|Remarkably|Conversely"
        + @"|In contrast|Thus|Therefore|Hence|Consequently|As a result|Last|Lastly)\b")]
    public static partial Regex BeginsConnected { get; }

    /// <summary>"We further show", "we also find": the first thing shown stands elsewhere.</summary>
    [GeneratedRegex(@"\b(?:further|also|furthermore|again)\b")]
    public static partial Regex BuildsOn { get; }

    /// <summary>Something rose, fell or won.</summary>
    [GeneratedRegex(
        @"\b(?:ris(?:es?|en|ing)|rose|falls?|fell|fallen|drop(?:s|ped)?|cuts?|halv\w+|doubl\w+|gain(?:s|ed)?|grows?|grew|shrinks?"
        + @"|shrank|lower(?:s|ed)?|higher|fewer|more|less|worse|beats?|wins?|match(?:es|ed)?|loses?|lost|rais\w+|predicts?|hold|agree\w*"
        + @"|than|from .{1,40} to|by half|instead of)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Changes { get; }

    /// <summary>Claims, surveys and closing remarks, which share their verbs with findings.</summary>
    [GeneratedRegex(
        @"\b[Ww]e (?:\w+ )?(?:argue|report an?|conclude with|identify|derive|illustrate)\b|\b(?:highlights?|sheds?"
        + @"|shed light)\b")]
    public static partial Regex SaysRatherThanFinds { get; }

    [GeneratedRegex(
        @"\b(?:experiment\w*|evaluat\w+|benchmark\w*|dataset\w*|data ?sets?|empirical\w*)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Evaluation { get; }

    [GeneratedRegex(
        @"https?://|\b(?:code|data|models?|demo)\b[^.]{0,200}\bavailable\b|\bwill be (?:released|made)\b"
        + @"|\bopen-?sourc", RegexOptions.IgnoreCase)]
    public static partial Regex Availability { get; }

    [GeneratedRegex(@"\d")]
    public static partial Regex Digits { get; }

    /// <summary>A measured number: a percentage, a factor, a decimal or a count, not part of a name such as GPT-4.</summary>
    [GeneratedRegex(
        @"(?<![\w\-.^])\d[\d,]*(?:\.\d+)?\s?(?:%|x\b|×|percent\b|points?\b|times\b|[KMB]\b|\\%)"
        + @"|(?<![\w\-.^])\d+\.\d+(?!\w)|(?<![\w\-.^(])\d{2,}(?![\w)-])")]
    public static partial Regex Measured { get; }
}
