using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Generation;
using PaperBot.Prompts;
using PaperBot.Retrieval;
using PaperBot.Tests.Prompts;

namespace PaperBot.Tests.Answering;

/// <summary>The answerer as the program puts it together, with a scripted model or none.</summary>
internal static class Answerers
{
    public static QuestionAnswerer Over(
        Corpus corpus, IChatClient? client = null, AnsweringOptions? options = null, TimeProvider? time = null,
        AnswerMetrics? metrics = null, PromptLibrary? library = null, IPromptSender? sender = null)
    {
        var answering = Options.Create(options ?? new AnsweringOptions());
        var clock = time ?? TimeProvider.System;
        var counts = metrics ?? new AnswerMetrics();
        var reader = client is null ? null
            : new GroundedReader(
                Writer(client, answering, clock, counts, library, sender),
                new StandaloneQuestion(Runner(client, clock, library, sender)));
        return new QuestionAnswerer(corpus, answering, clock, counts, reader);
    }

    public static PatientWriter Writer(
        IChatClient client, IOptions<AnsweringOptions>? options = null, TimeProvider? time = null, AnswerMetrics? metrics = null,
        PromptLibrary? library = null, IPromptSender? sender = null)
    {
        var (clock, counts) = (time ?? TimeProvider.System, metrics ?? new AnswerMetrics());
        var boundary = new ModelBoundary(
            client, options ?? Options.Create(new AnsweringOptions()), clock, counts, NullLogger<ModelBoundary>.Instance);
        return new PatientWriter(new GroundedWriter(Runner(client, clock, library, sender), client, clock), boundary, counts);
    }

    public static PromptRunner Runner(
        IChatClient client, TimeProvider? time = null, PromptLibrary? library = null, IPromptSender? sender = null) => new(
        library ?? SomePrompts.Library(SomePrompts.ShippedFolder), client, sender ?? new DirectSender(),
        Options.Create(new PromptOptions { DeadlineSeconds = 600 }),
        time ?? TimeProvider.System, NullLogger<PromptRunner>.Instance);
}
