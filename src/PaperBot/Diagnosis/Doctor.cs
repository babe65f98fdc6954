using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Setup;
using PaperBot.Models;
using PaperBot.Packages;
using PaperBot.Papers;
using PaperBot.Settings;

namespace PaperBot.Diagnosis;

/// <summary>Looks at everything the program needs. One fault hides no other as long as the settings can be read.</summary>
internal static class Doctor
{
    /// <param name="open">Opens the program's services; throws when the settings are wrong.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    public static async Task<IReadOnlyList<Check>> CheckAsync(Func<IServiceProvider> open, CancellationToken cancellationToken)
    {
        IServiceProvider services;
        try
        {
            services = open();
        }
        catch (Exception wrong) when (WrongSettings.In(wrong) is not null || wrong is CommandFailure)
        {
            return [new("settings", CheckStatus.Problem, WrongSettings.In(wrong) ?? wrong.Message, "Correct the setting and try again.")];
        }

        var data = Path.GetFullPath(services.GetRequiredService<IOptions<StorageOptions>>().Value.Data);
        return
        [
            new("settings", CheckStatus.Ok, "All settings are valid."),
            new("packages", CheckStatus.Ok, BuiltWith.ThisProgram.Sentence),
            DataFolderCheck(data),
            .. await StoreChecksAsync(services, data, cancellationToken).ConfigureAwait(false),
            Clock(services),
            .. await ModelChecks.CheckAsync(services, cancellationToken).ConfigureAwait(false),
            .. await VectorCheck.CheckAsync(services, cancellationToken).ConfigureAwait(false),
            .. await DigestsAsync(services, cancellationToken).ConfigureAwait(false),
            .. await LocalModelCheck.RunAsync(
                services.GetRequiredService<LocalModel>(), services.GetRequiredService<NativeLibraries>(),
                services.GetRequiredService<RuntimeSelection>(), cancellationToken)
                .ConfigureAwait(false),
            .. await DiscordAsync(services, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static Check DataFolderCheck(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new("data folder", CheckStatus.Ok, $"{folder} can be written.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new("data folder", CheckStatus.Problem, refused.Message, "Give write access, or name another folder with --data.");
        }
    }

    private static async Task<IReadOnlyList<Check>> StoreChecksAsync(
        IServiceProvider services, string data, CancellationToken cancellationToken)
    {
        try
        {
            var store = services.GetRequiredService<IPaperStore>();
            var papers = await store.CountAsync(cancellationToken).ConfigureAwait(false);
            var sample = await store.ReadAllAsync(cancellationToken).CountAsync(p => p.IsSample, cancellationToken).ConfigureAwait(false);
            return
            [
                new("database", CheckStatus.Ok, $"{Path.Combine(data, Adapters.DatabaseFile)} can be read."),
                papers == 0
                    ? new("papers", CheckStatus.Warning, "No papers are stored.", "Import some with `paperbot import PATH`.")
                    : new("papers", CheckStatus.Ok, string.Create(
                        CultureInfo.InvariantCulture, $"{papers} papers are stored{(sample > 0 ? $", {sample} of them the sample" : "")}.")),
            ];
        }
        catch (StoreUnavailableException unavailable)
        {
            return [new("database", CheckStatus.Problem, unavailable.Message, "Move the file away, or name another folder with --data.")];
        }
    }

    private static async Task<IReadOnlyList<Check>> DigestsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var plans = await services.GetRequiredService<DigestPlans>().AllAsync(cancellationToken).ConfigureAwait(false);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var inDiscord = !services.GetRequiredService<IOptions<DiscordOptions>>().Value.Token.IsEmpty;
            return
            [
                .. plans.Where((p, i) => p.Enabled || (i == 0 && plans.All(o => !o.Enabled))).Select(p => Digest(p, now, inDiscord)),
            ];
        }
        catch (StoreUnavailableException)
        {
            // Said of the database already.
            return [];
        }
    }

    private static async Task<IReadOnlyList<Check>> DiscordAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<DiscordOptions>>().Value;
        if (options.Token.IsEmpty)
        {
            return [new("Discord", CheckStatus.Ok, "No token is set: PaperBot answers at the prompt and in no server.")];
        }

        var findings = await new SetupCheck(services.GetRequiredService<IDiscordTransport>(), options)
            .RunAsync(cancellationToken).ConfigureAwait(false);
        return [.. findings.Select(Check.Of)];
    }

    private static Check Digest(DigestPlan plan, DateTimeOffset now, bool inDiscord)
    {
        var name = $"digest for {plan.Channel}";
        if (!plan.Enabled)
        {
            return new("digest", CheckStatus.Warning, "No digest is posted.", "Set Digest:Enabled to true, or use `paperbot schedule`.");
        }

        if (inDiscord && !Snowflake.TryParse(plan.Channel, out _))
        {
            return new(
                name, CheckStatus.Warning, "It does not come, because Discord has no such channel.",
                "Type `/digest channel` in the channel where it is wanted.");
        }

        try
        {
            var schedule = plan.ReadSchedule();
            var local = TimeZoneInfo.ConvertTime(now, schedule.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
            return new(name, CheckStatus.Ok, $"{Capital(DigestPlanText.When(plan))}, where it is {local} now; next {DigestPlanText.Next(schedule, now)}.");
        }
        catch (FormatException wrong)
        {
            return new(name, CheckStatus.Problem, $"It does not come: {wrong.Message}.", $"Set it anew with `paperbot schedule --channel '{plan.Channel}'`.");
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Check Clock(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var said = now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
        return now.Year < 2025
            ? new("clock", CheckStatus.Problem, $"The clock says {said}.", "Set the clock: digests go by it.")
            : new("clock", CheckStatus.Ok, $"The clock says {said}.");
    }
}
