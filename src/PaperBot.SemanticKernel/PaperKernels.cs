using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;

namespace PaperBot.SemanticKernel;

/// <summary>
/// Kernels whose chat service is one of our clients, with the <c>papers</c> plug-in and the filters. A kernel itself gets no
/// logger: it would tell of every prompt; what happens is logged by the filter. Safe for concurrent use.
/// </summary>
internal sealed class PaperKernels(PapersPlugin papers, ILoggerFactory loggers)
{
    /// <summary>The plug-in's name.</summary>
    public const string Papers = "papers";

    private readonly ConditionalWeakTable<IChatClient, Kernel> made = [];
    private readonly Lazy<KernelPlugin> plugin = new(() => KernelPluginFactory.CreateFromObject(papers, Papers));

    /// <summary>The client's kernel, always the same one.</summary>
    public Kernel Of(IChatClient client) => made.GetValue(client, Make);

    /// <summary>A new kernel; null for one without a chat service, which still has the papers.</summary>
    public Kernel Make(IChatClient? client)
    {
        var builder = Kernel.CreateBuilder();
        if (client is not null)
        {
            builder.Services.AddSingleton(new KernelClient(client, loggers.CreateLogger<KernelClient>())
                .AsBuilder().UseKernelFunctionInvocation(loggers).Build());
        }

        builder.Services
            .AddSingleton<IPromptRenderFilter, RenderedPromptFilter>()
            .AddSingleton<IFunctionInvocationFilter>(new FunctionLog(loggers.CreateLogger<FunctionLog>()))
            .AddSingleton<IAutoFunctionInvocationFilter>(new FunctionGuard(loggers.CreateLogger<FunctionGuard>()));
        builder.Plugins.Add(plugin.Value);
        return builder.Build();
    }
}
