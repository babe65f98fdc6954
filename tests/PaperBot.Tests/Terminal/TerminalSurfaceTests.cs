using PaperBot.Surfaces;
using PaperBot.Terminal;
using PaperBot.Tests.Surfaces;

namespace PaperBot.Tests.Terminal;

public sealed class TerminalSurfaceTests : ChatSurfaceContract
{
    private protected override (IChatSurface Surface, Func<IReadOnlyList<string>> Seen) Open()
    {
        var output = new StringWriter();
        var surface = new TerminalSurface(new TerminalScreen(new Streams(() => Stream.Null, output, TextWriter.Null)));
        return (surface, () => output.ToString().Split("\n\n", StringSplitOptions.RemoveEmptyEntries));
    }
}
