using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Text;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("It answers in 40 ms.", true)]
    [InlineData("We use seven archives.", true)]
    [InlineData("We compare with GPT-4.", false)]
    [InlineData("We (1) collect pages and (2) label them.", false)]
    [InlineData("Of all pages (370) few are read.", true)]
    [InlineData("Few are read.", false)]
    public void Quantities_are_told_from_names_and_list_marks(string text, bool holds) => Assert.Equal(holds, Numbers.HoldsQuantity(text));
}
