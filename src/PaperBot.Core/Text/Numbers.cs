namespace PaperBot.Text;

/// <summary>Tells numbers among words, as digits or spelt out.</summary>
internal static class Numbers
{
    private static readonly HashSet<string> SpeltOut =
    [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "hundred", "thousand", "million", "billion", "dozen", "half", "twice", "double", "triple",
    ];

    /// <summary>True for "18", "13k", "2.4B"'s parts, "nine"; not for the 3 of "GPT-3" when the caller passes whole words only.</summary>
    public static bool IsNumber(string folded) => SpeltOut.Contains(folded) || (folded.Length > 0 && char.IsDigit(folded[0]));

    /// <summary>True for a number that only counts the points of a list: "(1)", "(2)".</summary>
    public static bool IsListMark(string text, Word word) =>
        word.Length == 1 && word.Start > 0 && text[word.Start - 1] == '(' && word.End < text.Length && text[word.End] == ')';

    /// <summary>True when a printed text holds a quantity: a percent sign, or digits that are not part of a name.</summary>
    public static bool HoldsQuantity(string text)
    {
        foreach (var word in Words.Of(text))
        {
            if (SpeltOut.Contains(word.Folded))
            {
                return true;
            }

            // Digits glued to a name by a hyphen or caret ("GPT-4", "Memory^3") are no quantity.
            if (char.IsDigit(text[word.Start]) && !IsListMark(text, word)
                && (word.Start == 0 || text[word.Start - 1] is not ('-' or '^') || word.Start < 2 || !char.IsLetter(text[word.Start - 2])))
            {
                return true;
            }
        }

        return false;
    }
}
