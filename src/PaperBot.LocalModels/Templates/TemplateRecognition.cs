using System.Text.RegularExpressions;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Templates;

/// <summary>
/// Tells from the Jinja text in a model's file which family it is of: by several markers, and by what other families have and it
/// has not. The text itself is never run.
/// </summary>
internal static partial class TemplateRecognition
{
    // The first rule that holds decides: what is special stands before what is general.
    private static readonly Rule[] Rules =
    [
        new("smollm3", ["<|im_start|>", "<|im_end|>", "Reasoning Mode: ", "/no_think"], []),
        new("phi4", ["<|im_start|>", "<|im_sep|>", "<|im_end|>"], []),
        new("qwen3.5", ["<|im_start|>", "<|im_end|>", "enable_thinking", TemplateFamilies.NoThought, "false)|trim"], []),
        new("qwen3", ["<|im_start|>", "<|im_end|>", "enable_thinking", TemplateFamilies.NoThought], ["<|im_middle|>"]),
        new(
            "chatml",
            ["<|im_start|>", "<|im_end|>"],
            ["<think>", "<end_of_utterance>", "<|im_middle|>", "function calling AI model"]),
        new(
            "llama3.1",
            ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "trim", "Cutting Knowledge Date: December 2023"],
            []),
        new("llama3", ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "trim"], ["<think>", "functions"]),
        new("gemma", ["<start_of_turn>", "<end_of_turn>", "model"], []),
        new("phi3", ["<|user|>", "<|assistant|>", "<|end|>"], ["<|begin|>", "<|channel|>", "<|content|>"]),
        new("phi4-mini", ["'<|' + message['role'] + '|>'", "<|assistant|>", "<|end|>"], []),
        new("granite", ["<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"], []),
        new("mistral-v7", ["[SYSTEM_PROMPT] ", "[INST] ", "[/INST]"], []),
        new("mistral-v7-tekken", ["[SYSTEM_PROMPT]", "[INST]", "[/INST]"], ["[INST] "]),
        new("mistral-v1", ["[INST] ", " [/INST]", "eos_token"], ["<<SYS>>", "[AVAILABLE_TOOLS]"]),
        new("mistral-v3", ["[INST] ", "[/INST]", "eos_token"], ["<<SYS>>", " [INST]", " [/INST]"]),
        new("mistral-v3-tekken", ["[INST]", "[/INST]", "[AVAILABLE_TOOLS]"], ["<<SYS>>", "[INST] "]),
        new("olmo2", ["<|user|>", "<|assistant|>", "<|system|>", "eos_token + '\n'"], ["<|end|>", "[gMASK]"]),
        new(
            "zephyr",
            ["<|user|>", "<|assistant|>", "message['content'] + eos_token"],
            ["<|end|>", "[gMASK]", "eos_token + '\n'"]),
    ];

    /// <summary>The template of a model.</summary>
    /// <param name="model">Its file's name, for the messages.</param>
    /// <param name="jinja">What its file carries; null for none.</param>
    /// <param name="chosen">The family that the settings name; null to recognise it.</param>
    /// <exception cref="LlamaException">It is of no known family, or the settings name none.</exception>
    public static ChatTemplate Of(string model, string? jinja, string? chosen)
    {
        var names = string.Join(", ", TemplateFamilies.All.Keys);
        if (!string.IsNullOrWhiteSpace(chosen))
        {
            return TemplateFamilies.All.GetValueOrDefault(chosen.Trim())
                ?? throw new LlamaException(
                    $"Model:ChatTemplate is '{chosen}', which is no known family of chat templates ({names}).");
        }

        if (string.IsNullOrWhiteSpace(jinja))
        {
            throw new LlamaException(
                $"The file {model} carries no chat template; set Model:ChatTemplate to its family, one of {names}.");
        }

        // Newlines stand there as they are or escaped.
        var text = jinja.Replace("\\n", "\n", StringComparison.Ordinal);
        var rule = Rules.FirstOrDefault(r => r.Holds(text)) ?? throw new LlamaException(
            $"The chat template in the file {model} is of no family this program knows; set Model:ChatTemplate to the one it "
            + $"comes nearest to, one of {names}.");
        return Refined(TemplateFamilies.All[rule.Family], jinja, text);
    }

    // What differs among the models of a family.
    private static ChatTemplate Refined(ChatTemplate template, string jinja, string text)
    {
        var begins = template with { Begins = jinja.Contains("bos_token", StringComparison.Ordinal) };
        return template.Name switch
        {
            "chatml" when ChatMlDefault().Match(text) is { Success: true } found => begins with
            {
                DefaultSystem = found.Groups[1].Value,
            },
            "smollm3" when text.Contains("Today Date: ", StringComparison.Ordinal) => begins with
            {
                System = template.System with
                {
                    Before = template.System.Before.Replace(
                        "Reasoning Mode", "Today Date: {0:dd MMMM yyyy}\nReasoning Mode", StringComparison.Ordinal),
                },
            },
            "granite" => begins with { DefaultSystem = GraniteDefault(jinja) },
            "gemma" when !jinja.Contains("first_user_prefix", StringComparison.Ordinal) =>
                begins with { Gap = "\n", TrimsJoined = true },
            "phi3" when !jinja.Contains("system", StringComparison.Ordinal) =>
                begins with { Place = SystemPlace.FirstUserTurn, Gap = "\n" },
            "mistral-v1" when !jinja.Contains(" [INST]", StringComparison.Ordinal) => begins with
            {
                User = new("[INST] ", " [/INST]"),
                Assistant = new("", "", Ends: true),
                Gap = jinja.Contains("system_message", StringComparison.Ordinal) ? template.Gap : "\n",
            },
            "mistral-v3" or "mistral-v3-tekken" when !LastUser().IsMatch(jinja) =>
                begins with { Place = SystemPlace.FirstUserTurn },
            _ => begins,
        };
    }

    private static string? GraniteDefault(string jinja) =>
        jinja.Contains("g4_default_system_message", StringComparison.Ordinal)
            ? "You are a helpful assistant. Please ensure responses are professional, accurate, and safe."
        : jinja.Contains("Knowledge Cutoff Date: April 2024", StringComparison.Ordinal)
            ? "Knowledge Cutoff Date: April 2024. Today's Date: {0:MMMM dd, yyyy}. You are Granite, developed by IBM. "
                + "You are a helpful AI assistant."
        : null;

    [GeneratedRegex(@"<\|im_start\|>system\n([^'""{}+<]+)<\|im_end\|>")]
    private static partial Regex ChatMlDefault();

    [GeneratedRegex(@"loop\.last and system_message|user_messages\[-1\]|loop\.index0 == last")]
    private static partial Regex LastUser();

    /// <summary>What tells a family.</summary>
    /// <param name="Family">Its name.</param>
    /// <param name="All">Every one of these occurs.</param>
    /// <param name="None">And none of these.</param>
    private sealed record Rule(string Family, string[] All, string[] None)
    {
        public bool Holds(string jinja) => All.All(m => jinja.Contains(m, StringComparison.Ordinal))
            && !None.Any(m => jinja.Contains(m, StringComparison.Ordinal));
    }
}
