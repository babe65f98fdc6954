using PaperBot.LocalModels.Catalogue;
using PaperBot.Settings;

namespace PaperBot.Models;

/// <summary>Where models and their lists are.</summary>
internal static class ModelPlaces
{
    /// <summary>
    /// The folder of model files. A checkout keeps them in its own <c>models/</c>, whatever becomes of <c>data/</c>; data somewhere else
    /// has its models there too.
    /// </summary>
    public static string Folder(ModelOptions options, string data) =>
        options.Folder.Length > 0 ? Path.GetFullPath(options.Folder)
        : Path.GetFullPath(data) == Path.GetFullPath(DataFolder.Default()) && Checkout() is { } checkout ? Path.Combine(checkout, "models")
        : Path.Combine(Path.GetFullPath(data), "models");

    /// <summary>The shipped list, and a user's own in the data folder.</summary>
    /// <exception cref="ModelCatalogueException">One of them cannot be read.</exception>
    public static ModelCatalogue Catalogue(string data) => ModelCatalogue.Read(
        Path.Combine(AppContext.BaseDirectory, "models", ModelCatalogue.FileName), Path.Combine(Path.GetFullPath(data), ModelCatalogue.FileName));

    private static string? Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PaperBot.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
