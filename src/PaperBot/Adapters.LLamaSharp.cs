using Microsoft.Extensions.Logging;
using PaperBot.LLamaSharp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot;

/// <summary>LLamaSharp, where the package feed has it.</summary>
internal static partial class Adapters
{
    static partial void OpenLLamaSharp(ILoggerFactory loggers, ref ILlamaRuntime? runtime) =>
        runtime = LLamaSharpRuntime.Open(loggers.CreateLogger<LLamaSharpRuntime>());
}
