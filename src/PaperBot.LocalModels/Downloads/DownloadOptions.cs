using System.Net;

namespace PaperBot.LocalModels.Downloads;

/// <summary>How files are fetched.</summary>
internal sealed record DownloadOptions
{
    /// <summary>How long nothing may come before a connection counts as cut.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection may take to stand.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often in a row a cut connection is taken up again without a byte having come.</summary>
    public int MostTries { get; init; } = 5;

    /// <summary>Pause before the first of these; it doubles each time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Free bytes on the disk of a folder.</summary>
    public Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <summary>Opens a file that is to be written, at its end; what is written is with the system at once, so that nothing fails late.</summary>
    public Func<string, Stream> OpenPart { get; init; } = path =>
        new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 0);

    /// <summary>A client for downloads: redirects are followed, never from https to http.</summary>
    /// <param name="proxy">
    /// Address of a proxy, with name and password if it wants them; <c>none</c> for none; empty for what the environment says
    /// (<c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>NO_PROXY</c>).
    /// </param>
    public HttpClient Client(string proxy)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = Connect, MaxAutomaticRedirections = 8, AutomaticDecompression = DecompressionMethods.None,
        };
        if (proxy.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            handler.UseProxy = false;
        }
        else if (proxy.Length > 0)
        {
            var address = new Uri(proxy);
            handler.Proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri)
            {
                Credentials = Credentials(address),
            };
        }

        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("paperbot");
        return client;
    }

    private static NetworkCredential? Credentials(Uri address)
    {
        var parts = address.UserInfo.Split(':', 2);
        return parts[0].Length == 0 ? null
            : new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
