using PaperBot.Surfaces;

namespace PaperBot.Tests.Surfaces;

public sealed class RecordingSurfaceTests : ChatSurfaceContract
{
    private protected override (IChatSurface Surface, Func<IReadOnlyList<string>> Seen) Open()
    {
        var surface = new RecordingSurface();
        return (surface, () => surface.Seen);
    }
}
