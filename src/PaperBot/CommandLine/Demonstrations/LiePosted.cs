using PaperBot.Generation;

namespace PaperBot.CommandLine.Demonstrations;

/// <summary>What readers get in the place of a lie.</summary>
internal static class LiePosted
{
    public static string Of(WrittenSentence lie) => lie.Fate switch
    {
        SentenceFate.Dropped => "nothing",
        SentenceFate.Quoted => $"{lie.Text} (the abstract's own sentence)",
        SentenceFate.Rewritten => $"{lie.Text} (the second attempt)",
        _ => $"{lie.Text} (the lie got through)",
    };
}
