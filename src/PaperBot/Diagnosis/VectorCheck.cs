using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.Embeddings;
using PaperBot.Papers;

namespace PaperBot.Diagnosis;

/// <summary>How many papers can be found by what they mean.</summary>
internal static class VectorCheck
{
    /// <summary>One check where an embedding model is set and is there; none where not, which others tell.</summary>
    public static async Task<IReadOnlyList<Check>> CheckAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var papers = await services.GetRequiredService<IPaperStore>().ReadAllAsync(cancellationToken)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            if (await services.GetRequiredService<PaperEmbedder>().ProgressAsync(papers, cancellationToken).ConfigureAwait(false)
                is not var (done, all, model))
            {
                return [];
            }

            var said = string.Create(CultureInfo.InvariantCulture, $"{done} of {all} papers by {model}.");
            return
            [
                done == all
                    ? new("vectors", CheckStatus.Ok, said)
                    : new("vectors", CheckStatus.Warning, said, "The service makes the rest by itself; `paperbot embed` makes them now."),
            ];
        }
        catch (StoreUnavailableException)
        {
            // Said of the database already.
            return [];
        }
        catch (EmbeddingFailedException failed)
        {
            return [new("vectors", CheckStatus.Problem, failed.Message, "Until it is in order, papers are found by their words alone.")];
        }
    }
}
