using Microsoft.Extensions.DependencyInjection;

namespace PaperBot.Records;

/// <summary>
/// Registers what keeps answers. The program binds section <see cref="AnswerLogOptions.Section"/> and brings the stores.
/// </summary>
internal static class RecordServices
{
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddSingleton<AnswerRecorder>()
        .AddSingleton<AnswerReplay>()
        .AddSingleton<Forgettings>()
        .AddSingleton<PersonalData>();
}
