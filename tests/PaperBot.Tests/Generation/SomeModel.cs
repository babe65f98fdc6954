using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Generation;
using PaperBot.Prompts;
using PaperBot.Tests.Prompts;

namespace PaperBot.Tests.Generation;

/// <summary>What asks a scripted model with the shipped prompts.</summary>
internal static class SomeModel
{
    private static readonly IOptions<PromptOptions> Options = Microsoft.Extensions.Options.Options.Create(new PromptOptions());

    public static PaperSummarizer Summarizer(
        IChatClient client, ITldrCache? cache = null, TimeProvider? time = null, PromptLibrary? library = null)
    {
        library ??= SomePrompts.Library(SomePrompts.ShippedFolder);
        return new PaperSummarizer(new TldrWriter(library, Runner(client, time, library), client), cache, Options, time);
    }

    private static PromptRunner Runner(IChatClient client, TimeProvider? time, PromptLibrary library) =>
        new(library, client, new DirectSender(), Options, time ?? TimeProvider.System, NullLogger<PromptRunner>.Instance);
}
