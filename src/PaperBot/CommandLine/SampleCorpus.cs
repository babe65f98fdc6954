using PaperBot.Hosting;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary>The bundled papers in a store of their own, for commands that are about them alone, whatever else is stored.</summary>
internal static class SampleCorpus
{
    /// <summary>Runs something over the sample and removes it again.</summary>
    public static async Task<int> UseAsync(
        Run run, Func<Run, CorpusSnapshot, Task<int>> use, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("paperbot-sample-");
        try
        {
            var aside = run.In(folder.FullName);
            await using (aside.ConfigureAwait(false))
            {
                await aside.Service<SampleImport>().ImportIfEmptyAsync(cancellationToken).ConfigureAwait(false);
                return await use(aside, await aside.PapersAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
