namespace PaperBot.Tests.CommandLine;

/// <summary>A small listing in alternating lines, made up for tests.</summary>
internal static class Listing
{
    public const string Text = """
        Lanternfish: Sparse Attention for Long Ledgers
        Reading ledgers of 90,000 tokens is slow with full attention. Lanternfish attends to 4\% of the tokens, chosen by a small scorer. It is 6.1 times faster than full attention and loses 0.3 points of accuracy on LedgerQA. We release the code.
        Kiteline: Graph Transformers for Alpine Rescue
        Rescue teams plan routes over graphs of ridges and couloirs. Kiteline is a graph transformer with 21M parameters that ranks routes by exposure. In 84 past rescues it proposes the route taken in 71 cases. Weather is not modelled.
        Écluse: Contrôle of Canal Gates by Reinforcement Learning
        Canal gates are opened by timetable. Écluse learns when to open them from 12 years of water levels. It saves 18% of the water of a dry summer while ships wait 3 minutes longer on average. A keeper can overrule it at any time.

        """;

    public static string WriteTo(TemporaryFolder folder, string name = "listing.txt")
    {
        var file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, Text);
        return file;
    }
}
