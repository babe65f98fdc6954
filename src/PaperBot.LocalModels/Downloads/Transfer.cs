using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using PaperBot.LocalModels.Catalogue;
using PaperBot.Waiting;

namespace PaperBot.LocalModels.Downloads;

/// <summary>One connection's share of a download: from where the part ends to the end of the file, or to where the connection is cut.</summary>
/// <param name="client">Asks the server.</param>
/// <param name="plan">What is fetched.</param>
/// <param name="options">How patient to be.</param>
/// <param name="time">By which silence is measured.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="requireRoom">Throws when there is no room, once the server has told the size.</param>
internal sealed class Transfer(
    HttpClient client, DownloadPlan plan, DownloadOptions options, TimeProvider time, Action<DownloadProgress> progress,
    Action<DownloadProgress> requireRoom)
{
    private const int Chunk = 1 << 17;

    private readonly PartFile part = new(plan.Path);

    /// <summary>Fetches the rest and puts the whole file into place.</summary>
    /// <returns>Its size and its hash.</returns>
    /// <exception cref="DownloadException">It was cut, refused, or is not the file.</exception>
    public async Task<(long Size, string Hash)> RunAsync(CancellationToken cancellationToken)
    {
        var there = Resumable();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (there > 0)
        {
            await FileHash.AddAsync(
                hash, part.Path, done => progress(new DownloadProgress(done, plan.SizeBytes, Checking: true)), cancellationToken)
                .ConfigureAwait(false);
        }

        // A part that is whole already needs no server; one whose hash is wrong shows at once.
        if (there == 0 || there != plan.SizeBytes)
        {
            using var response = await AskAsync(there, cancellationToken).ConfigureAwait(false);
            if (there > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                // The part is longer than the file that is there now, or exactly as long.
                if (response.Content.Headers.ContentRange?.Length != there)
                {
                    part.Delete();
                    throw new DownloadException(DownloadFailure.Cut, "The file on the server has changed; it is fetched anew.") { MayPass = true };
                }
            }
            else
            {
                there = Accept(response, there, hash);
                await TakeAsync(response, there, hash, cancellationToken).ConfigureAwait(false);
            }
        }

        return Finish(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // Something may be appended only to a part of the same file: the server can tell by tag or date, or the hash tells in the end.
    private long Resumable()
    {
        var length = part.Length;
        var origin = part.Origin();
        var known = plan.Sha256 is not null
            || (origin is { } from && from.Address == plan.Address.AbsoluteUri && (from.Tag is not null || from.Modified is not null));
        if (length > 0 && (!known || length > (plan.SizeBytes ?? long.MaxValue)))
        {
            part.Delete();
            return 0;
        }

        return length;
    }

    private async Task<HttpResponseMessage> AskAsync(long there, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, plan.Address);
        if (there > 0)
        {
            request.Headers.Range = new RangeHeaderValue(there, null);
            var origin = part.Origin() is { } from && from.Address == plan.Address.AbsoluteUri ? from : null;
            request.Headers.IfRange = origin switch
            {
                { Tag: { } tag } => new RangeConditionHeaderValue(new EntityTagHeaderValue(tag)),
                { Modified: { } date } => new RangeConditionHeaderValue(date),
                _ => null,
            };
        }

        using var silence = new Silence(options.Silence, time, cancellationToken);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw ServerWords.Trouble(silence.Said(failed), plan.Address);
        }

        if (response.IsSuccessStatusCode || (there > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable))
        {
            return response;
        }

        using (response)
        {
            throw ServerWords.Refusal(response, plan.Address);
        }
    }

    // From which byte on the answer counts; 0 when the server begins anew, because the file changed or because it cannot do otherwise.
    private long Accept(HttpResponseMessage response, long there, IncrementalHash hash)
    {
        var from = 0L;
        long? all = response.Content.Headers.ContentLength;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            var range = response.Content.Headers.ContentRange;
            from = range?.From ?? -1;
            all = range?.Length;
            if (from != there || there == 0)
            {
                part.Delete();
                throw new DownloadException(
                    DownloadFailure.WrongFile, $"The server of {DownloadPlan.Shown(plan.Address)} sends another stretch of the file than it was asked for.");
            }
        }

        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
        {
            throw NoModel($"a page ({response.Content.Headers.ContentType.MediaType})");
        }

        if (plan.SizeBytes is { } size && all is { } said && said != size)
        {
            part.Delete();
            throw new DownloadException(
                DownloadFailure.WrongFile,
                $"{DownloadPlan.Shown(plan.Address)} has {said} bytes, and the model's file has {size}: it is another file. Nothing of it was kept.");
        }

        if (from == 0 && there > 0)
        {
            _ = hash.GetHashAndReset();
        }

        if (from == 0)
        {
            part.Delete();
            part.Note(new PartOrigin(
                plan.Address.AbsoluteUri,
                response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null,
                response.Content.Headers.LastModified,
                all));
        }

        requireRoom(new DownloadProgress(from, plan.SizeBytes ?? all, Checking: false));
        return from;
    }

    private async Task TakeAsync(HttpResponseMessage response, long from, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var all = plan.SizeBytes ?? part.Origin()?.All;
        var done = from;
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        using var silence = new Silence(options.Silence, time, cancellationToken);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var file = Open();
            await using (file.ConfigureAwait(false))
            {
                while (await ReadAsync(body, buffer, done, silence, cancellationToken).ConfigureAwait(false) is > 0 and var read)
                {
                    if (done + read > all)
                    {
                        await file.DisposeAsync().ConfigureAwait(false);
                        part.Delete();
                        throw new DownloadException(
                            DownloadFailure.WrongFile,
                            $"The server sends more than the {all} bytes that the file has: it is another file. Nothing of it was kept.");
                    }

                    await WriteAsync(file, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                    hash.AppendData(buffer, 0, read);
                    done += read;
                    progress(new DownloadProgress(done, all, Checking: false));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (done < all)
        {
            throw new DownloadException(DownloadFailure.Cut, $"The server ended after {done} of {all} bytes.") { MayPass = true };
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, long done, Silence silence, CancellationToken cancellationToken)
    {
        try
        {
            silence.Restart();
            var least = done == 0 ? ModelFileName.Magic.Length : 1;
            var read = await body.ReadAtLeastAsync(buffer.AsMemory(0, Chunk), least, throwOnEndOfStream: false, silence.Token).ConfigureAwait(false);
            if (done == 0 && (read < least || !buffer.AsSpan(0, least).SequenceEqual(ModelFileName.Magic)))
            {
                throw NoModel("no GGUF file");
            }

            return read;
        }
        catch (Exception failed) when (failed is IOException or HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw ServerWords.Trouble(silence.Said(failed), plan.Address);
        }
    }

    private Stream Open()
    {
        try
        {
            return options.OpenPart(part.Path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw ServerWords.NoRoom(refused, part.Path);
        }
    }

    private async Task WriteAsync(Stream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException refused)
        {
            throw ServerWords.NoRoom(refused, part.Path);
        }
    }

    private DownloadException NoModel(string what)
    {
        part.Delete();
        return new DownloadException(
            DownloadFailure.WrongFile,
            $"What came from {DownloadPlan.Shown(plan.Address)} is {what} and no model: a login page, a proxy's notice, or a wrong address. Nothing "
            + "of it was kept.");
    }

    private (long Size, string Hash) Finish(string hash)
    {
        var size = part.Length;
        if (plan.Sha256 is { } expected && expected != hash)
        {
            part.Delete();
            throw new DownloadException(
                DownloadFailure.WrongFile,
                $"What came has the SHA-256 {hash} and should have {expected}: it was damaged or exchanged on the way. It was removed; try again, "
                + "and from another place if it stays so.");
        }

        try
        {
            using (var written = new FileStream(part.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            {
                // Onto the disk before the name says that it is whole.
                written.Flush(flushToDisk: true);
            }

            part.Promote();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw ServerWords.NoRoom(refused, plan.Path);
        }

        return (size, hash);
    }
}
