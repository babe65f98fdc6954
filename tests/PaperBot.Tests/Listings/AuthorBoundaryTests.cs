using PaperBot.Listings.Pages;
using Xunit;

namespace PaperBot.Tests.Listings;

public sealed class AuthorBoundaryTests
{
    [Theory]
    [InlineData("Understanding BERTology", "Ada Quill, Bo Vance", true, null)]
    [InlineData("Steering Agents with the DeepMind Control Suite", "Ada Quill, Bo Vance", false, null)]
    [InlineData("Text Entry on an iPhone", "Ada McDonald", false, null)]
    [InlineData("Counting Whales with PyTorch", "XiaoMing Li, Wei Zhang", true, "deep-lab")]
    [InlineData("Kelp Maps from Space", "J. K. Moreau", false, null)]
    [InlineData("A Retrieval LLM", "J. Smith, Ada Quill", false, null)]
    [InlineData("A Retrieval LLM", "McDonald Ada, Bo Vance", true, null)]
    [InlineData("Is This Enough?", "Ada Quill", false, null)]
    [InlineData("Foldlet (and Friends)", "Ada Quill, Bo Vance", false, null)]
    [InlineData("Findings of the Challenge in 2024", "Élodie d'Arc, Bo van den Berg", true, "x")]
    [InlineData("Kiln-3D", "Ada Quill", true, null)]
    [InlineData("Nothing but Sleep Is What You Need", "Ada Quill", false, null)]
    [InlineData("GPT-7 Technical Report", "OpenWhale, Bo Vance, Ada Quill", true, null)]
    [InlineData("Speech, Text, and Vision Models", "Ada Quill, Bo Vance", false, null)]
    [InlineData("Speech, Text, Vision Models", "Ada Quill", false, null)]
    [InlineData("Learning to Sleep with Residual Networks", "van der Berg Ada, Bo Vance", false, null)]
    [InlineData("Plan B", "Ada Quill, Bo Vance", true, null)]
    [InlineData("Foldlet-V3", "DeepWhale-AI, Ada Quill, Bo Vance", true, null)]
    [InlineData("Foldlet System Card", "OpenAI", true, null)]
    [InlineData("What Is a Whale?", "van der Berg Ada, Bo Vance", true, null)]
    [InlineData("Cooking with C++", "Ada Quill", false, null)]
    [InlineData("Semantic Parsing for Part II", "Ada Quill III, Bo Vance Jr.", true, null)]
    [InlineData("Sampling from ImageNet", "LiMing Wang, Bo Vance", false, null)]
    [InlineData("Evaluating Large Models", "张伟, 李娜", true, null)]
    [InlineData("On the \"Left\" and \"Right\"", "Ada Quill", false, null)]
    [InlineData("A Growing \"Brain\" That Learns", "Ada O’Brien, Jean-Pierre N'Diaye", true, "some-lab, Univ. of Tollan")]
    [InlineData("Ranking by $\\beta$-VAE", "Ada Quill, B. Vance", false, null)]
    [InlineData("Large-Scale TTS", "A. Quill, Bo Vance", true, null)]
    [InlineData("Mixing Experts into an MoE", "Ada Quill, Bo Vance", true, null)]
    [InlineData("MiniBERTa", "Ada Quill, Bo Vance", true, null)]
    [InlineData("What Is LaTeX?", "LaToya Quill, DeShawn Vance", true, null)]
    [InlineData("The Story of X.", "Ada Quill, Bo Vance", true, null)]
    [InlineData("Voting in the U.S.", "Ada Quill, Bo Vance", true, null)]
    [InlineData("Beliefs of Bots", "J.Quill, Bo Vance", true, null)]
    [InlineData("Speech Recognition for Swahili", "Abdul-Rahman al-Hakim, Md. Karim, Bo Vance", true, null)]
    [InlineData("Efficient RLHF", "Xu Li, Bo Vance", true, null)]
    [InlineData("Measuring AI", "Yi Li", false, null)]
    [InlineData("Teaching Math", "E. T. A. Hoffer, Bo Vance", false, null)]
    [InlineData("Beyond ALOHA", "YueYing Lu", true, null)]
    [InlineData("A Study of CLIP", "Ang Li", true, null)]
    [InlineData("Low-Bit LLMs", "Song-Wei Han, Bo Vance", true, "tollan-university")]
    [InlineData("Foo · Bar", "Ada Quill, Bo Vance", true, "tollan-university")]
    [InlineData("Understanding Grokking", "LINDA MOORE, BO VANCE", true, null)]
    [InlineData("Robots that Talk", "María José García-López, Bo Vance", true, null)]
    [InlineData("Emergence of Syntax in LMs", "Ada Quill, Suchin, Bo Vance", true, null)]
    [InlineData("Playing NetHack", "Tim Roque", true, null)]
    [InlineData("Grounding with YouTube", "Tim Roque", false, null)]
    [InlineData("Fast Decoding with vLLM", "Tim Roque", false, null)]
    [InlineData("Halftone", "Noor de Wolff, Çağla Fontaine, Farida bint Harun", true, null)]
    public void Title_and_authors_are_told_apart(string title, string authors, bool etAl, string? affiliations)
    {
        var line = title + authors + (etAl ? " et al." : string.Empty) + (affiliations is null ? string.Empty : " · " + affiliations);

        var split = AuthorBoundary.Split(line);

        Assert.Equal(title, split.Title);
        Assert.Equal(authors.Split(", "), split.Authors);
        Assert.Equal(etAl, split.EtAl);
        Assert.Equal(affiliations?.Split(", "), split.Affiliations);
    }

    [Theory]
    [InlineData("Title Without Any Authors At All")]
    [InlineData("Deep Learning with PyTorch")]
    [InlineData("Introducing the BabyLM Challenge")]
    [InlineData("the quick brown fox")]
    [InlineData("Tuning of LLMs Should Use Suboptimal, On-Policy Whales")]
    [InlineData("Training for Speech: CTC Meets Optimal Whales")]
    [InlineData("Bells for History, Philosophy, and Logic: New Uses, and Critical Whales")]
    [InlineData("")]
    public void Line_without_authors_stays_a_title(string line)
    {
        var split = AuthorBoundary.Split(line);

        Assert.Equal((line, false), (split.Title, split.EtAl));
        Assert.Null(split.Authors);
    }

    [Fact]
    public void List_joined_by_and_is_split()
    {
        Assert.Equal(["Ada Quill", "Bo Vance", "Cy Dorn"], AuthorBoundary.Split("Vision ModelsAda Quill, Bo Vance and Cy Dorn").Authors);
    }

    [Fact]
    public void Very_long_line_is_not_searched()
    {
        var line = string.Concat(Enumerable.Repeat("AbCd ", 100_000));

        Assert.Null(AuthorBoundary.Split(line).Authors);
    }
}
