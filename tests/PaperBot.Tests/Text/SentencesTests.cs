using FsCheck;
using FsCheck.Fluent;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Text;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("We gain 4.2 points. Costs fall.", 2)]
    [InlineData("It answers in 40 ms. Others take 5 sec. Ours is faster.", 3)]
    [InlineData("We thank Ms. Amadi and Dr. Lund (see Sec. 3 and Fig. 2). Good.", 2)]
    [InlineData("Earlier work, e.g. Larder, stores them whole. We do not.", 2)]
    [InlineData("Following Amadi et al. (2024), we test it. It works.", 2)]
    [InlineData("We follow J. P. Amadi here. It works.", 2)]
    [InlineData("Code is at https://example.org/a.b. Data follow.", 2)]
    [InlineData("Does it help? It does! \"Quite so.\" We agree.", 4)]
    [InlineData("It ends here (see Sec. 3). Next comes this.", 2)]
    [InlineData("It reaches 81.3\\% on NoteCode. 12 nurses agree.", 2)]
    [InlineData("no capital begins this. nor this", 1)]
    [InlineData("We train eVAE. iCub follows. Good.", 3)]
    public void Sentences_end_where_a_reader_ends_them(string text, int count) => Assert.Equal(count, Sentences.Of(text).Count);

    [Fact]
    public void Sentences_are_verbatim_and_lose_nothing_but_white_space() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            var sentences = Sentences.Of(text.Get);
            Assert.All(sentences, s => Assert.Equal(s.Text, text.Get.Substring(s.Start, s.Text.Length)));
            Assert.Equal(
                string.Concat(text.Get.Where(c => !char.IsWhiteSpace(c))),
                string.Concat(sentences.SelectMany(s => s.Text).Where(c => !char.IsWhiteSpace(c))));
        }).QuickCheckThrowOnFailure();
}
