using PaperBot.CommandLine.Json;
using Xunit;

namespace PaperBot.Tests.CommandLine;

public sealed class ReadableJsonTests
{
    [Theory]
    [InlineData("\"\\uD83D\\uDE00 \\u00A0\"", "\"😀 \u00A0\"")]
    [InlineData("\"\\\\uD83D\\\\uDE00\"", "\"\\\\uD83D\\\\uDE00\"")]
    [InlineData("\"\\uD83D \\u001b \\n \\\"\"", "\"\\uD83D \\u001b \\n \\\"\"")]
    public void Letters_stand_for_themselves_and_other_escapes_stay(string json, string readable) =>
        Assert.Equal(readable, ReadableJson.Of(json));
}
