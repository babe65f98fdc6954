namespace PaperBot;

/// <summary>
/// Standard input whose reads can be given up. The system call cannot be called off: it is left to its thread, and what it reads after
/// that is lost, which only matters to a program that goes on.
/// </summary>
internal sealed class AbandonableInput(Stream input) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A buffer of its own, because a given-up read may still write into it.
        var own = new byte[buffer.Length];
        var count = await Task.Run(() => input.Read(own, 0, own.Length), CancellationToken.None).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        own.AsMemory(0, count).CopyTo(buffer);
        return count;
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
