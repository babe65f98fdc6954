using PaperBot.LocalModels.ModelHost;
using Xunit;

namespace PaperBot.Tests.LocalModels.ModelHost;

public sealed class FrameStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_come_as_they_were_sent()
    {
        var pipe = new MemoryStream();
        var frames = new FrameStream(pipe);
        await frames.WriteAsync(HostMessages.Frame(FrameKind.Count, 1L << 40, "größe"), Token);
        await frames.WriteAsync(new HostFrame(FrameKind.Ended, 7, default), Token);
        pipe.Position = 0;
        var first = (await frames.ReadAsync(Token))!.Value;
        Assert.Equal((FrameKind.Count, 1L << 40, "größe"), (first.Kind, first.Call, HostMessages.Read<string>(first)));
        var second = (await frames.ReadAsync(Token))!.Value;
        Assert.Equal((FrameKind.Ended, 7L, 0), (second.Kind, second.Call, second.Body.Length));
        Assert.Null(await frames.ReadAsync(Token));
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task What_is_no_frame_is_refused_before_anything_is_allocated_for_it(byte[] sent) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => new FrameStream(new MemoryStream(sent)).ReadAsync(Token));

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    public async Task End_within_a_frame_is_no_end_between_two(int bytes)
    {
        var pipe = new MemoryStream();
        await new FrameStream(pipe).WriteAsync(HostMessages.Frame(FrameKind.Count, 1, "some text"), Token);
        var cut = new FrameStream(new MemoryStream(pipe.ToArray()[..bytes]));
        await Assert.ThrowsAsync<EndOfStreamException>(() => cut.ReadAsync(Token));
    }

    [Fact]
    public async Task Whoever_writes_to_a_closed_stream_is_told_that_the_other_side_is_gone()
    {
        var frames = new FrameStream(new MemoryStream());
        await frames.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => frames.WriteAsync(new HostFrame(FrameKind.Ended, 1, default), Token));
    }

    [Fact]
    public void Body_that_is_something_else_is_refused() => Assert.Throws<InvalidDataException>(
        () => HostMessages.Read<int>(HostMessages.Frame(FrameKind.Counted, 1, "text")));
}
