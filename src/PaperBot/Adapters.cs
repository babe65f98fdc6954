using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PaperBot.Answering;
using PaperBot.Archive;
using PaperBot.Commands;
using PaperBot.Conversations;
using PaperBot.Digests;
using PaperBot.DiscordSurface;
using PaperBot.Embeddings;
using PaperBot.Endpoints;
using PaperBot.Hosting;
using PaperBot.Importing;
using PaperBot.Intake;
using PaperBot.Listings;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;
using PaperBot.Models;
using PaperBot.Packages;
using PaperBot.Prompts;
using PaperBot.Records;
using PaperBot.Retrieval;
using PaperBot.Settings;
using PaperBot.Sqlite;
using PaperBot.Terminal;

namespace PaperBot;

/// <summary>The one file that chooses: which implementation stands behind each seam.</summary>
internal static partial class Adapters
{
    /// <summary>Name of the database in the data folder.</summary>
    public const string DatabaseFile = "paperbot.db";

    public static IServiceCollection AddPaperBot(this IServiceCollection services, IConfiguration settings, Streams streams)
    {
        var data = settings["Storage:Data"] is { Length: > 0 } folder ? folder : DataFolder.Default();
        services
            .AddSettings<StorageOptions>(settings, StorageOptions.Section)
            .AddSettings<WatchOptions>(settings, WatchOptions.Section)
            .AddSettings<ConversationOptions>(settings, ConversationOptions.Section)
            .AddSettings<AnswerLogOptions>(settings, AnswerLogOptions.Section)
            .BindSettings<DigestSettings>(settings, DigestSettings.Section)
            .AddSettings<PromptOptions>(settings, PromptOptions.Section)
            .AddSettings<AnsweringOptions>(settings, AnsweringOptions.Section)
            .AddSettings<IntakeOptions>(settings, IntakeOptions.Section)
            .AddSettings<DiscordOptions>(settings, DiscordOptions.Section)
            .AddSettings<ModelOptions>(settings, ModelOptions.Section)
            .AddSettings<EndpointOptions>(settings, EndpointOptions.Section)
            .AddSingleton(TimeProvider.System)
            .AddSqlite(Path.Combine(data, DatabaseFile))
            .AddSingleton<IListingReader, ListingReader>()
            .AddSingleton<PaperImporter>()
            .AddPrompts(ShippedPrompts.Folder())
            .AddEmbeddings()
            .AddSingleton<VectorReader>()
            .AddSingleton<Corpus>()
            .AddModels(data)
            .AddAnswering()
            .AddDigests()
            .AddSingleton<DigestPublisher>()
            .AddSingleton(_ => new PublishingLock(Path.Combine(data, PublishingLock.FileName)))
            .AddArchive()
            .AddRecords()
            .AddCommands()
            .AddIntake()
            .AddDiscordTransport(data)
            .AddTerminal(streams)
            .AddHosting()
            .AddLeftOutChecks();

        // Each stands in a file of its own beside this one, which is compiled where the package feed has the library.
        UseDiscordNet(services, settings, data);
        UseSemanticKernel(services, settings, data);

        // With a token people ask in Discord, and the terminal only says so.
        return settings["Discord:Token"] is { Length: > 0 } ? services.AddDiscord(data) : services;
    }

    /// <summary>What computes a local model, opened in the process of its host.</summary>
    /// <param name="llamaSharp">True for LLamaSharp with its own libraries, false for the built-in runtime.</param>
    /// <param name="natives">Folder of the built-in runtime's libraries.</param>
    /// <param name="loggers">Told what llama.cpp has to say.</param>
    /// <exception cref="LlamaException">It cannot be used here; the sentence says why.</exception>
    public static ILlamaRuntime OpenRuntime(bool llamaSharp, string? natives, ILoggerFactory loggers)
    {
        if (!llamaSharp)
        {
            return LlamaCppRuntime.Open(natives!, loggers.CreateLogger<LlamaCppRuntime>());
        }

        ILlamaRuntime? runtime = null;
        OpenLLamaSharp(loggers, ref runtime);
        return runtime ?? throw new LlamaException(BuiltWith.ThisProgram.Lacks("Model:Runtime", nameof(RuntimeChoice.LLamaSharp)));
    }

    static partial void OpenLLamaSharp(ILoggerFactory loggers, ref ILlamaRuntime? runtime);

    static partial void UseDiscordNet(IServiceCollection services, IConfiguration settings, string data);

    static partial void UseSemanticKernel(IServiceCollection services, IConfiguration settings, string data);
}
