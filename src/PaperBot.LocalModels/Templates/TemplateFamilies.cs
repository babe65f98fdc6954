namespace PaperBot.LocalModels.Templates;

/// <summary>The families of chat templates this program writes.</summary>
internal static class TemplateFamilies
{
    internal const string NoThought = "<think>\n\n</think>\n\n";

    private static readonly ChatTemplate ChatMl = new("chatml")
    {
        System = new("<|im_start|>system\n", "<|im_end|>\n"),
        User = new("<|im_start|>user\n", "<|im_end|>\n"),
        Assistant = new("<|im_start|>assistant\n", "<|im_end|>\n"),
        Opening = "<|im_start|>assistant\n",
    };

    private static readonly ChatTemplate Llama3 = new("llama3")
    {
        System = new("<|start_header_id|>system<|end_header_id|>\n\n", "<|eot_id|>"),
        User = new("<|start_header_id|>user<|end_header_id|>\n\n", "<|eot_id|>"),
        Assistant = new("<|start_header_id|>assistant<|end_header_id|>\n\n", "<|eot_id|>"),
        Opening = "<|start_header_id|>assistant<|end_header_id|>\n\n",
        Trimming = Trimming.All,
        Begins = true,
    };

    private static readonly ChatTemplate Mistral = new("mistral-v3")
    {
        System = new("", ""),
        User = new("[INST] ", "[/INST]"),
        Assistant = new(" ", "", Ends: true),
        Opening = "",
        Place = SystemPlace.LastUserTurn,
        Trimming = Trimming.Assistant,
        Begins = true,
    };

    private static readonly ChatTemplate Phi3 = new("phi3")
    {
        System = new("<|system|>\n", "<|end|>\n"),
        User = new("<|user|>\n", "<|end|>\n"),
        Assistant = new("<|assistant|>\n", "<|end|>\n"),
        Opening = "<|assistant|>\n",
    };

    /// <summary>All, by name.</summary>
    public static readonly IReadOnlyDictionary<string, ChatTemplate> All = new[]
    {
        ChatMl,
        ChatMl with { Name = "qwen3", Opening = ChatMl.Opening + NoThought },
        ChatMl with { Name = "qwen3.5", Opening = ChatMl.Opening + NoThought, Trimming = Trimming.All },
        ChatMl with
        {
            Name = "smollm3",
            System = new(
                "<|im_start|>system\n## Metadata\n\nKnowledge Cutoff Date: June 2025\nReasoning Mode: /no_think\n\n"
                    + "## Custom Instructions\n\n",
                "<|im_end|>\n"),
            AfterSystem = "\n\n",
            Assistant = new("<|im_start|>assistant\n<think>\n\n</think>\n", "<|im_end|>\n"),
            Opening = "<|im_start|>assistant\n<think>\n\n</think>\n",
            DefaultSystem = "You are a helpful AI assistant named SmolLM, trained by Hugging Face.",
            Trimming = Trimming.SystemEnd,
        },
        Llama3,
        Llama3 with
        {
            Name = "llama3.1",
            System = new(
                Llama3.System.Before + "Cutting Knowledge Date: December 2023\nToday Date: {0:dd MMM yyyy}\n\n",
                "<|eot_id|>"),
            DefaultSystem = "",
        },
        new ChatTemplate("gemma")
        {
            System = new("", ""),
            User = new("<start_of_turn>user\n", "<end_of_turn>\n"),
            Assistant = new("<start_of_turn>model\n", "<end_of_turn>\n"),
            Opening = "<start_of_turn>model\n",
            Place = SystemPlace.FirstUserTurn,
            Trimming = Trimming.All,
            Begins = true,
        },
        Phi3,
        new ChatTemplate("phi4-mini")
        {
            System = new("<|system|>", "<|end|>"),
            User = new("<|user|>", "<|end|>"),
            Assistant = new("<|assistant|>", "<|end|>"),
            Opening = "<|assistant|>",
        },
        new ChatTemplate("phi4")
        {
            System = new("<|im_start|>system<|im_sep|>", "<|im_end|>"),
            User = new("<|im_start|>user<|im_sep|>", "<|im_end|>"),
            Assistant = new("<|im_start|>assistant<|im_sep|>", "<|im_end|>"),
            Opening = "<|im_start|>assistant<|im_sep|>",
        },
        new ChatTemplate("granite")
        {
            System = new("<|start_of_role|>system<|end_of_role|>", "<|end_of_text|>\n"),
            User = new("<|start_of_role|>user<|end_of_role|>", "<|end_of_text|>\n"),
            Assistant = new("<|start_of_role|>assistant<|end_of_role|>", "<|end_of_text|>\n"),
            Opening = "<|start_of_role|>assistant<|end_of_role|>",
        },
        Mistral with
        {
            Name = "mistral-v1",
            User = new(" [INST] ", " [/INST]"),
            Place = SystemPlace.FirstUserTurn,
            Trimming = Trimming.None,
        },
        Mistral,
        Mistral with
        {
            Name = "mistral-v3-tekken",
            User = new("[INST]", "[/INST]"),
            Assistant = new("", "", Ends: true),
            Trimming = Trimming.None,
        },
        Mistral with
        {
            Name = "mistral-v7",
            System = new("[SYSTEM_PROMPT] ", "[/SYSTEM_PROMPT]"),
            Place = SystemPlace.OwnTurn,
            Trimming = Trimming.None,
        },
        Mistral with
        {
            Name = "mistral-v7-tekken",
            System = new("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]"),
            User = new("[INST]", "[/INST]"),
            Assistant = new("", "", Ends: true),
            Place = SystemPlace.OwnTurn,
            Trimming = Trimming.None,
        },
        new ChatTemplate("olmo2")
        {
            System = new("<|system|>\n", "\n"),
            User = new("<|user|>\n", "\n"),
            Assistant = new("<|assistant|>\n", "", Ends: true, "\n"),
            Opening = "<|assistant|>\n",
            Begins = true,
        },
        new ChatTemplate("zephyr")
        {
            System = new("<|system|>\n", "", Ends: true, "\n"),
            User = new("<|user|>\n", "", Ends: true, "\n"),
            Assistant = new("<|assistant|>\n", "", Ends: true, "\n"),
            Opening = "<|assistant|>\n",
        },
    }.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
}
