using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PaperBot.Importing;
using PaperBot.Intake;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.Surfaces;

namespace PaperBot.Tests.Intake;

/// <summary>The real services with the worker running, on a small listing, with a scripted model or none.</summary>
internal sealed class IntakeRoom : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    private IntakeRoom(IChatClient? client, IEnumerable<(string Key, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Storage:Data", folder.Path), .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))]).Build();
        var collection = new ServiceCollection().AddLogging()
            .AddPaperBot(configuration, new Streams(() => Stream.Null, TextWriter.Null, TextWriter.Null));
        if (client is not null)
        {
            collection.AddSingleton(client);
        }

        services = collection.BuildServiceProvider();
    }

    public RecordingSurface Surface { get; } = new();

    public QuestionIntake Intake => services.GetRequiredService<QuestionIntake>();

    public QuestionWorker Worker => services.GetServices<IHostedService>().OfType<QuestionWorker>().Single();

    public static async Task<IntakeRoom> OpenAsync(IChatClient? client = null, params (string Key, string Value)[] settings)
    {
        var room = new IntakeRoom(client, settings);
        var request = new ImportRequest([Listing.WriteTo(room.folder)]);
        await room.services.GetRequiredService<PaperImporter>().ImportAsync(request, null, CancellationToken.None);
        await room.services.GetRequiredService<Corpus>().RefreshAsync(CancellationToken.None);
        return room;
    }

    public Refusal? Say(string text, out Task done, string person = "ada", bool isOperator = false) =>
        Intake.Take(new IncomingMessage(Guid.NewGuid().ToString("N"), "room", person, text) { IsOperator = isOperator }, Surface, out done);

    public async ValueTask DisposeAsync()
    {
        await Worker.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        folder.Dispose();
    }
}
