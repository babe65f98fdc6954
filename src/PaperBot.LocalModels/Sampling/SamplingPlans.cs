using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Sampling;

/// <summary>What a task says of choosing tokens, checked, with this project's defaults where it says nothing.</summary>
internal static class SamplingPlans
{
    /// <summary>The plan of a task.</summary>
    /// <exception cref="ModelServiceException">A value out of its range; the message names both.</exception>
    public static SamplingPlan Of(WritingTask task)
    {
        var plain = new SamplingPlan();
        if (task.MostTokens is < 1)
        {
            throw Refused("the most tokens", task.MostTokens.Value, "at least 1");
        }

        if (task.Stops.Any(string.IsNullOrEmpty))
        {
            throw new ModelServiceException(ServiceFailure.Refused, "A stop string is empty; it would end every text at once.");
        }

        if (task.Deadline is { } deadline && deadline <= TimeSpan.Zero)
        {
            throw new ModelServiceException(ServiceFailure.Deadline, "The deadline had passed before the model was asked.");
        }

        return plain with
        {
            Temperature = Within("temperature", task.Temperature ?? plain.Temperature, 0, 100),
            TopK = task.TopK is null or >= 0 ? task.TopK ?? plain.TopK : throw Refused("top-k", task.TopK.Value, "0 or more"),
            TopP = Within("top-p", task.TopP ?? plain.TopP, 0, 1, open: true),
            MinP = Within("min-p", task.MinP ?? plain.MinP, 0, 1),
            RepeatPenalty = Within("the repeat penalty", task.RepeatPenalty ?? plain.RepeatPenalty, 0, 10, open: true),
            FrequencyPenalty = Within("the frequency penalty", task.FrequencyPenalty ?? plain.FrequencyPenalty, -2, 2),
            PresencePenalty = Within("the presence penalty", task.PresencePenalty ?? plain.PresencePenalty, -2, 2),
            Seed = task.Seed is { } seed ? Folded(seed) : (uint)Random.Shared.NextInt64(uint.MaxValue),
            Grammar = task.Grammar,
        };
    }

    /// <summary>True when the plan looks back at tokens.</summary>
    public static bool LooksBack(this SamplingPlan plan) =>
        plan.RepeatPenalty is < 1f or > 1f || plan.FrequencyPenalty is < 0 or > 0 || plan.PresencePenalty is < 0 or > 0;

    // llama.cpp takes the highest number for "any seed".
    private static uint Folded(long seed)
    {
        var folded = (uint)seed ^ (uint)(seed >> 32 is 0 or -1 ? 0 : seed >> 32);
        return folded == uint.MaxValue ? uint.MaxValue - 1 : folded;
    }

    private static float Within(string name, float value, float least, float most, bool open = false) =>
        float.IsFinite(value) && value <= most && (open ? value > least : value >= least)
            ? value
            : throw Refused(name, value, $"{(open ? "above " : "")}{least} to {most}");

    private static ModelServiceException Refused(string name, float value, string range) => new(
        ServiceFailure.Refused, FormattableString.Invariant($"{Capital(name)} is {value}; allowed is {range}."));

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
