using Microsoft.Extensions.Options;

namespace PaperBot.Settings;

/// <summary>What is wrong with the settings, in a sentence each.</summary>
internal static class WrongSettings
{
    /// <summary>The sentences, when the exception tells of wrong settings; otherwise null. Several sections come as an aggregate.</summary>
    public static string? In(Exception thrown) => thrown switch
    {
        OptionsValidationException one => string.Join(' ', one.Failures),
        AggregateException all when all.InnerExceptions.All(e => e is OptionsValidationException) =>
            string.Join(' ', all.InnerExceptions.Select(In)),
        _ => null,
    };
}
