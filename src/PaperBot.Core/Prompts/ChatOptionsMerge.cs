using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>The settings of a prompt under those of one call.</summary>
internal static class ChatOptionsMerge
{
    /// <summary>Changes <paramref name="settings"/>: what <paramref name="call"/> sets wins.</summary>
    public static ChatOptions With(this ChatOptions settings, ChatOptions? call)
    {
        if (call is null)
        {
            return settings;
        }

        settings.ModelId = call.ModelId ?? settings.ModelId;
        settings.MaxOutputTokens = call.MaxOutputTokens ?? settings.MaxOutputTokens;
        settings.Temperature = call.Temperature ?? settings.Temperature;
        settings.TopP = call.TopP ?? settings.TopP;
        settings.TopK = call.TopK ?? settings.TopK;
        settings.Seed = call.Seed ?? settings.Seed;
        settings.FrequencyPenalty = call.FrequencyPenalty ?? settings.FrequencyPenalty;
        settings.PresencePenalty = call.PresencePenalty ?? settings.PresencePenalty;
        settings.StopSequences = call.StopSequences ?? settings.StopSequences;
        settings.ResponseFormat = call.ResponseFormat ?? settings.ResponseFormat;
        foreach (var (key, value) in call.AdditionalProperties ?? [])
        {
            (settings.AdditionalProperties ??= [])[key] = value;
        }

        return settings;
    }
}
