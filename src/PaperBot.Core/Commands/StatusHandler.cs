using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Digests;
using PaperBot.Localisation;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Retrieval;
using PaperBot.Text;
using PaperBot.Waiting;

namespace PaperBot.Commands;

/// <summary><c>/status</c>: what is stored, who writes, how busy it is, and when the next digest comes.</summary>
internal sealed class StatusHandler(
    Corpus corpus, IPaperStore store, DigestPlans plans, ModelSwitch model, Workload workload, TimeProvider time,
    IChatClient? client = null)
{
    private const int MostFiles = 3;
    private const int MostName = 60;

    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var say = call.Say;
        var imports = await store.ImportsAsync(cancellationToken).ConfigureAwait(false);
        string[] lines =
        [
            say.Of(Phrase.StatusPapers, corpus.Current.Papers.Count),
            imports is [var last, ..]
                ? say.Of(Phrase.StatusImport, Moment(last.Begun), Files(last))
                : say.Of(Phrase.StatusNoImport),
            Writer(say),
            say.Of(Phrase.StatusQueue, workload.Inside),
            await DigestAsync(call, say, cancellationToken).ConfigureAwait(false),
            say.Of(Phrase.StatusUp, Span(workload.Running)),
            say.Of(Phrase.StatusVersion, Version),
        ];
        return new Reply(string.Join('\n', lines.Select(l => "- " + l)));
    }

    private static string Version => typeof(StatusHandler).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    private static string Moment(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Files(ImportSummary import) =>
        string.Join(", ", import.Files.Take(MostFiles).Select(f => Markdown.Code(f, MostName)))
        + (import.Files.Count > MostFiles ? ", …" : "");

    private static string Span(TimeSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"{(span.Days > 0 ? $"{span.Days} d " : "")}{span.Hours} h {span.Minutes} min");

    private string Writer(Phrases say)
    {
        if (client is null)
        {
            return say.Of(Phrase.StatusNoModel);
        }

        var writer = ChatCapabilities.Of(client);
        return say.Of(model.IsOn && !writer.Rests ? Phrase.StatusModel : Phrase.StatusModelOff, Markdown.Literal(writer.Engine, MostName));
    }

    private async Task<string> DigestAsync(CommandCall call, Phrases say, CancellationToken cancellationToken)
    {
        var plan = await plans.OfAsync(call.Channel, cancellationToken).ConfigureAwait(false);
        if (!plan.Enabled)
        {
            return say.Of(Phrase.StatusNoDigest);
        }

        try
        {
            var next = DigestPlanText.Next(plan.ReadSchedule(), time.GetUtcNow());
            return say.Of(Phrase.StatusDigest, next, Markdown.Literal(plan.Zone));
        }
        catch (FormatException)
        {
            // Settings that cannot be read are told of elsewhere; the rest of the status is still true.
            return say.Of(Phrase.StatusNoDigest);
        }
    }
}
