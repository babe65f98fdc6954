using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Prompts;

namespace PaperBot.Tests.Prompts;

public sealed class PromptRunnerTests : PromptRunnerContract
{
    private protected override IPromptRunner Open(string folder, IChatClient client, TimeProvider time) => new PromptRunner(
        SomePrompts.Library(folder),
        client,
        new DirectSender(),
        Options.Create(new PromptOptions { Folder = folder }),
        time,
        NullLogger<PromptRunner>.Instance);
}
