using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Tests.LocalModels.ModelHost;

/// <summary>A hosted model whose host is a real process that does what it is told.</summary>
internal static class HostRig
{
    public static readonly ServedModel Preliminary = new("scripted.gguf", "not loaded", 1, 512, 4, Writes: true, "Not loaded.");

    public static HostedModel Open(string opening = "serve", Func<HostedModelOptions, HostedModelOptions>? change = null)
    {
        var options = new HostedModelOptions(_ => Task.FromResult<object>(new { opening }), Start, Preliminary) { FirstPause = TimeSpan.FromMilliseconds(300) };
        return new HostedModel(change?.Invoke(options) ?? options, TimeProvider.System, NullLogger<HostedModel>.Instance);
    }

    public static ProcessStartInfo Start(string pipe) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "PaperBot.ScriptedHost.dll"), pipe]);

    public static WritingTask Order(string order) => new() { Turns = [new SpokenTurn("user", order)] };

    /// <summary>Everything that is written, or the failure.</summary>
    public static async Task<string> TextAsync(this IModelService model, string order, CancellationToken cancellationToken)
    {
        var text = "";
        await foreach (var piece in model.WriteAsync(Order(order), cancellationToken))
        {
            text += piece.Text;
        }

        return text;
    }
}
