using Microsoft.Extensions.DependencyInjection;

namespace PaperBot.Intake;

/// <summary>Registers the way in for messages.</summary>
internal static class IntakeServices
{
    /// <summary>Adds the intake and its worker. The program binds section <see cref="IntakeOptions.Section"/>.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<QuestionIntake>()
        .AddHostedService<QuestionWorker>();
}
