using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.Commands;
using PaperBot.Importing;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using PaperBot.Tests.CommandLine;

namespace PaperBot.Tests.Commands;

/// <summary>The real services on a small listing.</summary>
internal sealed class CommandRoom : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    private CommandRoom(IChatClient? model, IEnumerable<(string Key, string Value)> given)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Storage:Data", folder.Path), .. given.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))]).Build();
        var collection = new ServiceCollection().AddLogging();
        if (model is not null)
        {
            collection.AddSingleton(model);
        }

        services = collection.AddPaperBot(settings, new Streams(() => Stream.Null, TextWriter.Null, TextWriter.Null)).BuildServiceProvider();
    }

    public CommandTable Table => services.GetRequiredService<CommandTable>();

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<CommandRoom> OpenAsync(
        bool sample, CancellationToken cancellationToken, IChatClient? model = null, params (string Key, string Value)[] settings)
    {
        var room = new CommandRoom(model, settings);
        var request = new ImportRequest([Listing.WriteTo(room.folder)]) { Sample = sample };
        await room.Service<PaperImporter>().ImportAsync(request, null, cancellationToken);
        await room.Service<Corpus>().RefreshAsync(cancellationToken);
        return room;
    }

    /// <summary>Imports another listing.</summary>
    public async Task ImportAsync(string file, CancellationToken cancellationToken)
    {
        await Service<PaperImporter>().ImportAsync(new ImportRequest([file]), null, cancellationToken);
        await Service<Corpus>().RefreshAsync(cancellationToken);
    }

    public Task<Reply> SayAsync(string line, CancellationToken cancellationToken) => SayAsync("ada", line, cancellationToken);

    /// <summary>Says something as somebody, in a conversation of their own or in a thread with others.</summary>
    public Task<Reply> SayAsync(string person, string line, CancellationToken cancellationToken, string? thread = null)
    {
        var message = new IncomingMessage("m1", "room", person, line);
        return Service<CommandDispatcher>().ReplyToAsync(
            thread is null ? message : message with { Conversation = thread }, null, cancellationToken);
    }

    /// <summary>Says something just so.</summary>
    public Task<Reply> SayAsync(IncomingMessage message, CancellationToken cancellationToken) =>
        Service<CommandDispatcher>().ReplyToAsync(message, null, cancellationToken);

    /// <summary>Says something as one who looks after the place.</summary>
    public Task<Reply> OrderAsync(string line, CancellationToken cancellationToken) =>
        SayAsync(new IncomingMessage("m1", "room", "eve", line) { IsAdministrator = true }, cancellationToken);

    /// <summary>Presses a button below a reply.</summary>
    public Task<Reply> PressAsync(ChatAction action, CancellationToken cancellationToken, string? prompted = null) => SayAsync(
        new IncomingMessage("m1", "room", "ada", action.Label)
        {
            Request = new CommandRequest(
                action.Command,
                action.Prompt is null || prompted is null
                    ? action.Values : new Dictionary<string, string>(action.Values) { [action.Prompt] = prompted }),
        },
        cancellationToken);

    /// <summary>The folder of the database.</summary>
    public TemporaryFolder Data => folder;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }
}
