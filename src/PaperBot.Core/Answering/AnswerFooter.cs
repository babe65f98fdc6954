using System.Text.RegularExpressions;

namespace PaperBot.Answering;

/// <summary>The last line of a kept answer, in small print: the id under which it can be shown again.</summary>
internal static partial class AnswerFooter
{
    /// <summary>The text with the line below it.</summary>
    public static string Append(string text, string id) => $"{text}\n-# answer {id}";

    /// <summary>The text without that line, whether or not it has one.</summary>
    public static string Strip(string text) => FooterPattern().Replace(text, "");

    [GeneratedRegex(@"\r?\n-# answer [0-9a-z]{8}\s*\z")]
    private static partial Regex FooterPattern();
}
