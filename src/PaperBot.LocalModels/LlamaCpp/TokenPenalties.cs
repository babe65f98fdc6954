using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// The repeat, frequency and presence penalties over the last tokens, as llama.cpp computes them (llama_sampler_penalties),
/// but touching only tokens that occurred: its own looks every token of the vocabulary up.
/// </summary>
internal sealed class TokenPenalties(SamplingPlan plan)
{
    private readonly int window = Active(plan) ? plan.PenaltyWindow : 0;
    private readonly Queue<int> recent = new();
    private readonly Dictionary<int, int> counts = [];

    public void Accept(int token)
    {
        if (window == 0)
        {
            return;
        }

        recent.Enqueue(token);
        counts[token] = counts.GetValueOrDefault(token) + 1;
        if (recent.Count > window)
        {
            var old = recent.Dequeue();
            if (--counts[old] == 0)
            {
                counts.Remove(old);
            }
        }
    }

    /// <summary>True when there is nothing to apply.</summary>
    public bool None => counts.Count == 0;

    /// <param name="scores">One for each token of the vocabulary.</param>
    public void Apply(Span<float> scores)
    {
        foreach (var (token, count) in counts)
        {
            ref var logit = ref scores[token];

            // Dividing a score below zero would make the token likelier.
            logit = logit <= 0 ? logit * plan.RepeatPenalty : logit / plan.RepeatPenalty;
            logit -= (count * plan.FrequencyPenalty) + plan.PresencePenalty;
        }
    }

    private static bool Active(SamplingPlan plan) =>
        plan.RepeatPenalty != 1f || plan.FrequencyPenalty != 0f || plan.PresencePenalty != 0f;
}
