using PaperBot.Records;

namespace PaperBot.Tests.Records;

public sealed class InMemoryAnswerLogTests : AnswerLogContract
{
    protected override IAnswerLog Open(AnswerLogOptions options) => new InMemoryAnswerLog(options, Clock);
}
