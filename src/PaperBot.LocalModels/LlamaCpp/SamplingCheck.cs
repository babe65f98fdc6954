using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Refuses sampling plans with numbers that mean nothing.</summary>
internal static class SamplingCheck
{
    /// <exception cref="ArgumentException">A number is out of range; it is named.</exception>
    public static void Throw(SamplingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Within(plan.Temperature, 0, 100, nameof(plan.Temperature));
        Within(plan.TopK, 0, int.MaxValue, nameof(plan.TopK));
        Within(plan.TopP, float.Epsilon, 1, nameof(plan.TopP));
        Within(plan.MinP, 0, 1, nameof(plan.MinP));
        Within(plan.RepeatPenalty, float.Epsilon, 100, nameof(plan.RepeatPenalty));
        Within(plan.FrequencyPenalty, -100, 100, nameof(plan.FrequencyPenalty));
        Within(plan.PresencePenalty, -100, 100, nameof(plan.PresencePenalty));
        Within(plan.PenaltyWindow, 0, 1_000_000, nameof(plan.PenaltyWindow));
    }

    private static void Within(double value, double least, double most, string name)
    {
        // Written so that a number that is none fails too.
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"{name} of a sampling plan goes from {least:0.##} to {most:0.##}.");
        }
    }
}
