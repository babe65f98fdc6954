using System.Text.RegularExpressions;

namespace PaperBot.Answering;

/// <summary>Recognises messages that ask nothing of the papers, and what is said to them.</summary>
internal static partial class SmallTalk
{
    private const string WhatICanDo =
        "Ask me about the papers stored here: I answer in the abstracts' own words and show which paper each sentence comes from.";

    /// <summary>A short friendly reply, or null when the message is a question for the papers.</summary>
    public static string? ReplyTo(string message)
    {
        var text = message.Trim();
        return ThanksPattern().IsMatch(text) ? $"You're welcome. {WhatICanDo}"
            : FarewellPattern().IsMatch(text) ? $"Good night, see you soon. {WhatICanDo}"
            : GreetingPattern().IsMatch(text) ? $"Hello! {WhatICanDo}"
            : AboutPattern().IsMatch(text) ? $"I am PaperBot, a program that looks things up in paper abstracts. {WhatICanDo} I can also look up a paper, compare papers, summarise a topic and show the day's digest."
            : null;
    }

    [GeneratedRegex(
        @"^(hi|hello|hey|hiya|howdy|yo|greetings|good\s+(morning|afternoon|evening|day)|hallo|hola|bonjour|moin"
        + @"|servus)([\s,!]+(there|all|everyone|everybody|folks|bot|paperbot|again|you"
        + @"|team))*[\s!.?…:)]*(how\s+are\s+(you|things)[\s?!.]*)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex GreetingPattern();

    [GeneratedRegex(
        @"^(ok(ay)?[\s,!.]+)?(many\s+)?(thanks?|thank\s+you|thx|ty|cheers|merci|danke|great|nice|cool|perfect|awesome"
        + @"|got\s+it|ok(ay)?)([\s,!.]+(so\s+much|a\s+lot|very\s+much|bot|paperbot|everyone|all|that\s+helps?"
        + @"|you))*[\s!.…:)]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex ThanksPattern();

    [GeneratedRegex(
        @"^(good\s*night|(good)?bye(\s*bye)?|see\s+(you|ya)|cya|later"
        + @"|farewell)([\s,!]+(all|everyone|everybody|folks|bot|later|soon|tomorrow))*[\s!.…:)]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex FarewellPattern();

    [GeneratedRegex(
        @"^(hi[\s,!]+|hey[\s,!]+)?(who|what)\s+are\s+you\b.{0,20}$"
        + @"|^are\s+you\s+(a\s+)?(real|human|bot|robot|an?\s+ai|person|there|alive)\b.{0,25}$"
        + @"|^what\s+can\s+(you|i)\s+(do|ask)\b.{0,25}$|^how\s+do(es)?\s+(you|this(\s+bot)?|it)\s+work\W*$"
        + @"|^(can|could)\s+you\s+help(\s+me)?\W*$|^help\W*$|^how\s+are\s+(you|things)\b.{0,15}$"
        + @"|^what('s|\s+is)\s+your\s+name\W*$|^test(ing)?[\s\d]*\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex AboutPattern();
}
