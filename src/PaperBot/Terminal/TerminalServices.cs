using Microsoft.Extensions.DependencyInjection;
using PaperBot.Surfaces;

namespace PaperBot.Terminal;

/// <summary>Registers the terminal as the surface, and the line source that fits it.</summary>
internal static class TerminalServices
{
    public static IServiceCollection AddTerminal(this IServiceCollection services, Streams streams) => services
        .AddSingleton(streams)
        .AddSingleton<TerminalScreen>()
        .AddSingleton<TerminalSurface>()
        .AddSingleton<IChatSurface>(provider => provider.GetRequiredService<TerminalSurface>())
        .AddSingleton<PromptCompletion>()
        .AddSingleton(Lines);

    private static ILineSource Lines(IServiceProvider services)
    {
        var streams = services.GetRequiredService<Streams>();
        if (streams is { InputIsTerminal: true, OutputIsRich: true })
        {
            var complete = services.GetRequiredService<PromptCompletion>();
            return new TypedLines(
                services.GetRequiredService<TerminalScreen>(), new LineBuffer(complete.Complete), () => Console.ReadKey(intercept: true));
        }

        var typed = streams is { InputIsTerminal: true, OutputIsTerminal: true };
        return new ReadLines(streams.OpenText(), () => streams.Out.Write(typed ? "> " : ""), () => streams.Out.Write(typed ? "\n" : ""));
    }
}
