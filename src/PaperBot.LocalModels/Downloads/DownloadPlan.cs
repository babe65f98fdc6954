using PaperBot.LocalModels.Catalogue;

namespace PaperBot.LocalModels.Downloads;

/// <summary>What is to be fetched.</summary>
/// <param name="Address">From where.</param>
/// <param name="Path">Where the file belongs.</param>
internal sealed record DownloadPlan(Uri Address, string Path)
{
    /// <summary>Its size; null when the server is to say.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>64 lower-case hexadecimal digits; null when it is learnt.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Of a model of the list, through the mirror if there is one.</summary>
    public static DownloadPlan Of(KnownModel model, ModelStore store, Uri? mirror)
    {
        var path = System.IO.Path.Combine(store.Folder, model.File);
        return new DownloadPlan(Mirrored(model.Address, store.Catalogue.Hub, mirror), path)
        {
            SizeBytes = model.SizeBytes, Sha256 = model.Sha256 ?? store.Ledger.Find(store.KeyOf(path))?.Sha256,
        };
    }

    /// <summary>Of a file somewhere, whose name is the end of its address.</summary>
    /// <exception cref="DownloadException">The address does not name a GGUF file.</exception>
    public static DownloadPlan Of(Uri address, string? sha256, ModelStore store, Uri? mirror)
    {
        var name = Uri.UnescapeDataString(address.Segments[^1]);
        if (!ModelFileName.IsOne(name))
        {
            throw new DownloadException(
                DownloadFailure.WrongFile, $"The address {Shown(address)} does not end with the name of a GGUF file, such as model-q4_k_m.gguf.");
        }

        // The hub's page about a file has nearly the file's own address; people copy it from the browser.
        var own = store.Catalogue.Hub.IsBaseOf(address) && address.AbsolutePath.Contains("/blob/", StringComparison.Ordinal)
            ? new UriBuilder(address) { Path = address.AbsolutePath.Replace("/blob/", "/resolve/", StringComparison.Ordinal) }.Uri
            : address;
        var path = System.IO.Path.Combine(store.Folder, name);
        return new DownloadPlan(Mirrored(own, store.Catalogue.Hub, mirror), path)
        {
            Sha256 = sha256 ?? store.Ledger.Find(store.KeyOf(path))?.Sha256,
        };
    }

    /// <summary>The address without what may be secret in it: name, password and query.</summary>
    public static string Shown(Uri address) => address.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped);

    private static Uri Mirrored(Uri address, Uri hub, Uri? mirror) => mirror is null || !hub.IsBaseOf(address)
        ? address
        : new Uri(mirror.AbsoluteUri.TrimEnd('/') + address.PathAndQuery);
}

/// <summary>How far a download is.</summary>
/// <param name="Done">Bytes that are there.</param>
/// <param name="All">Bytes in all; null while that is unknown.</param>
/// <param name="Checking">True while what was there before is read, and not fetched.</param>
internal readonly record struct DownloadProgress(long Done, long? All, bool Checking);

/// <summary>What came of a download.</summary>
/// <param name="Path">The file, whole.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
/// <param name="Learnt">True when nobody had known the hash before; it is checked from now on.</param>
/// <param name="WasThere">True when nothing had to be fetched.</param>
internal sealed record FetchedModel(string Path, long SizeBytes, string Sha256, bool Learnt, bool WasThere);
