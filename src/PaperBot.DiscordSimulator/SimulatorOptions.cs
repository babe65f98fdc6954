namespace PaperBot.DiscordSimulator;

/// <summary>How a simulated Discord is set up.</summary>
internal sealed class SimulatorOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The name of the bot's account.</summary>
    public string BotName { get; init; } = "PaperBot";

    /// <summary>Discord's <c>openapi.json</c>, against which requests and answers are checked; null to check nothing.</summary>
    public string? OpenApiFile { get; init; }

    /// <summary>What faults that come by chance begin from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A world that was there before, to go on with; null founds a new one.</summary>
    public Snapshots.SavedWorld? Before { get; init; }

    /// <summary>Adds addresses outside Discord's own, such as a page to look at the world.</summary>
    public Action<Microsoft.AspNetCore.Builder.WebApplication>? AlsoServe { get; init; }
}
