using System.Buffers.Binary;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>
/// Frames over a stream: length of the body (4 bytes, little-endian), kind (1), call (8), body. Any number may write at once; one
/// reads.
/// </summary>
internal sealed class FrameStream(Stream stream) : IAsyncDisposable
{
    /// <summary>Most bytes of a body: some hundred pages of text, and far less than what would hurt to allocate.</summary>
    public const int LargestBody = 8 * 1024 * 1024;

    private const int Head = sizeof(int) + sizeof(byte) + sizeof(long);

    // Never disposed of: somebody may be waiting for it, and it holds nothing that would need to be.
    private readonly SemaphoreSlim writing = new(1);
    private readonly byte[] head = new byte[Head];

    /// <summary>Sends a frame, whole or not at all unless the stream ends.</summary>
    /// <exception cref="InvalidDataException">The body is larger than a frame may be.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task WriteAsync(HostFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Body.Length > LargestBody)
        {
            throw new InvalidDataException($"A message of {frame.Body.Length} bytes is larger than the {LargestBody} that may pass.");
        }

        var bytes = new byte[Head + frame.Body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, frame.Body.Length);
        bytes[sizeof(int)] = (byte)frame.Kind;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(int) + sizeof(byte)), frame.Call);
        frame.Body.CopyTo(bytes.AsMemory(Head));
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Half a frame would make everything after it unreadable.
            await stream.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException closed)
        {
            throw new IOException("The connection is closed.", closed);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>The next frame; null where the stream ends between two.</summary>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    /// <exception cref="IOException">The stream ended in the middle of one.</exception>
    public async Task<HostFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await stream.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        if (read < Head)
        {
            throw new EndOfStreamException("The connection ended within a message.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        var kind = (FrameKind)head[sizeof(int)];
        if (length is < 0 or > LargestBody || !Enum.IsDefined(kind))
        {
            throw new InvalidDataException($"What came is no message (kind {(byte)kind}, {length} bytes).");
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return new HostFrame(kind, BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(sizeof(int) + sizeof(byte))), body);
    }

    /// <summary>Ends both sides. Whoever is writing gets an <see cref="IOException"/>.</summary>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
