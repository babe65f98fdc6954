using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.SemanticKernel;

namespace PaperBot;

internal static partial class Adapters
{
    static partial void UseSemanticKernel(IServiceCollection services, IConfiguration settings, string data) =>
        services.AddSemanticKernel(data);
}
