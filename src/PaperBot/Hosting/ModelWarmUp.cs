using Microsoft.Extensions.Hosting;
using PaperBot.Models;

namespace PaperBot.Hosting;

/// <summary>Has the local models loaded while the service starts, so that the first question does not wait for gigabytes.</summary>
internal sealed class ModelWarmUp(LocalModel models) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        models.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
