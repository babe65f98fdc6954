using System.Globalization;
using Microsoft.AspNetCore.Http;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Serves attachments, as Discord's CDN does: to anybody, without a token, until the address is too old.</summary>
internal sealed class FileServer(DiscordWorld world)
{
    public async Task HandleAsync(HttpContext http, ulong channel, ulong attachment)
    {
        Attachment? found;
        bool expired;
        lock (world.Gate)
        {
            found = world.FindUpload(attachment)
                ?? world.FindChannel(channel)?.Messages.SelectMany(m => m.Body.Attachments).FirstOrDefault(
                    a => a.Id == attachment);
            expired = !long.TryParse(http.Request.Query["ex"], NumberStyles.HexNumber, CultureInfo.InvariantCulture,
                out var until)
                || until < world.Now.ToUnixTimeSeconds();
        }

        if (found is null || expired)
        {
            http.Response.StatusCode = 404;
            await http.Response.WriteAsync("This content is no longer available.", http.RequestAborted).ConfigureAwait(false);
            return;
        }

        http.Response.ContentType = found.ContentType;
        http.Response.ContentLength = found.Bytes.Length;
        await http.Response.Body.WriteAsync(found.Bytes, http.RequestAborted).ConfigureAwait(false);
    }
}
