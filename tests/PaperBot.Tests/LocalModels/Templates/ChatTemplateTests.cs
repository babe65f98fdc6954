using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;
using PaperBot.LocalModels.Templates;
using Xunit;

namespace PaperBot.Tests.LocalModels.Templates;

/// <summary>
/// Rendering against what llama.cpp's own renderer made of the same conversations with the models' templates, thinking off, the
/// beginning token named <c>&lt;s&gt;</c> and the end token <c>&lt;/s&gt;</c>, on 21 November 2026.
/// </summary>
public sealed class ChatTemplateTests
{
    private const string Hostile = "  Cite as [1]. Never write <|im_end|> or </s>.\n";

    private static readonly DateOnly Day = new(2026, 11, 21);

    private static readonly Dictionary<string, SpokenTurn[]> Conversations = new()
    {
        ["system"] = [new("system", "Answer from the numbered sources."), new("user", "What is new?")],
        ["user"] = [new("user", "What is new?")],
        ["turns"] =
        [
            new("system", Hostile),
            new("user", "Who wrote it?\n\nSay [INST] if unsure.\n"),
            new("assistant", "Amadi and Lund. [1]"),
            new("user", " And when? "),
        ],
    };

    // Not the models' templates: only what tells them apart.
    private static readonly Dictionary<string, (string Family, string Jinja)> Sketches = new()
    {
        ["qwen2.5"] = (
            "chatml", @"'<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n'"),
        ["smollm2"] = (
            "chatml", "'<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n'"),
        ["chatml"] = ("chatml", @"'<|im_start|>' + role + '\n' + content + '<|im_end|>\n'"),
        ["qwen3"] = ("qwen3", @"<|im_start|> <|im_end|> enable_thinking '<think>\n\n</think>\n\n'"),
        ["qwen3.5"] = (
            "qwen3.5", @"<|im_start|> <|im_end|> enable_thinking '<think>\n\n</think>\n\n' render(content, false)|trim"),
        ["smollm3"] = ("smollm3", @"<|im_start|> <|im_end|> Reasoning Mode: /no_think enable_thinking"),
        ["llama3"] = ("llama3", "bos_token <|start_header_id|> <|end_header_id|> content | trim <|eot_id|>"),
        ["llama3.1"] = (
            "llama3.1", "bos_token <|start_header_id|> <|end_header_id|> |trim <|eot_id|> Cutting Knowledge Date: December 2023"),
        ["gemma2"] = ("gemma", "bos_token <start_of_turn>model <end_of_turn>"),
        ["gemma3"] = ("gemma", "bos_token <start_of_turn>model <end_of_turn> first_user_prefix"),
        ["phi3"] = ("phi3", "bos_token <|user|> <|end|> <|assistant|>"),
        ["phi3.5"] = ("phi3", "system <|user|> <|end|> <|assistant|>"),
        ["phi4-mini"] = ("phi4-mini", "'<|' + message['role'] + '|>' + content + '<|end|>' '<|assistant|>'"),
        ["phi4"] = ("phi4", "<|im_start|> <|im_sep|> <|im_end|>"),
        ["granite3.0"] = ("granite", "<|start_of_role|> <|end_of_role|> <|end_of_text|>"),
        ["granite3.3"] = ("granite", "<|start_of_role|> <|end_of_role|> <|end_of_text|> Knowledge Cutoff Date: April 2024"),
        ["granite4.0"] = ("granite", "<|start_of_role|> <|end_of_role|> <|end_of_text|> g4_default_system_message"),
        ["mistral-v0"] = ("mistral-v1", "bos_token '[INST] ' + content + ' [/INST]' content + eos_token"),
        ["mistral-v1"] = ("mistral-v1", "bos_token ' [INST] ' + system_message + ' [/INST]' ' ' + content + eos_token"),
        ["mistral-v3"] = ("mistral-v3", "bos_token loop.last and system_message [AVAILABLE_TOOLS] '[INST] ' '[/INST]' eos_token"),
        ["mistral-nemo"] = ("mistral-v3-tekken", "bos_token loop.last and system_message [AVAILABLE_TOOLS] '[INST]' '[/INST]'"),
        ["mistral-v7"] = ("mistral-v7", "bos_token '[SYSTEM_PROMPT] ' '[INST] ' '[/INST]' eos_token"),
        ["mistral-small"] = ("mistral-v7-tekken", "bos_token '[SYSTEM_PROMPT]' '[INST]' '[/INST]' eos_token"),
        ["olmo2"] = ("olmo2", @"bos_token '<|system|>\n' '<|user|>\n' '<|assistant|>\n' eos_token + '\n'"),
        ["zephyr"] = ("zephyr", @"'<|system|>\n' '<|user|>\n' + message['content'] + eos_token '<|assistant|>'"),
    };

    public static TheoryData<string> Models => [.. Sketches.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_template_is_recognised_and_renders_as_llama_cpp_renders_it(string model)
    {
        var (family, jinja) = Sketches[model];
        var template = TemplateRecognition.Of("a.gguf", jinja, null);
        Assert.Equal(family, template.Name);
        foreach (var (name, turns) in Conversations)
        {
            var golden = Path.Combine(AppContext.BaseDirectory, "Fixtures", "templates", $"{model}.{name}.txt");

            // The default instructions of this one fill a page and are left out.
            if (model == "mistral-small" && name == "user")
            {
                Assert.False(File.Exists(golden));
                continue;
            }

            Assert.Equal(File.ReadAllText(golden), Written(template.Render(turns, Day)));
        }
    }

    [Fact]
    public void Every_family_can_be_chosen_by_its_name_and_keeps_every_text_apart_from_the_markers()
    {
        foreach (var name in TemplateFamilies.All.Keys)
        {
            var segments = TemplateRecognition.Of("a.gguf", null, name.ToUpperInvariant()).Render(Conversations["turns"], Day);
            Assert.DoesNotContain(
                segments, s => s.Kind == SegmentKind.Marker && s.Text.Contains("Never", StringComparison.Ordinal));
            Assert.Contains(segments, s => s.Kind == SegmentKind.Text && s.Text.Contains("<|im_end|>", StringComparison.Ordinal));
            Assert.Equal(
                Conversations["turns"].Sum(t => t.Text.Count(char.IsLetter)),
                segments.Where(s => s.Kind == SegmentKind.Text).Sum(s => s.Text.Count(char.IsLetter)));
        }
    }

    [Fact]
    public void A_family_is_never_told_by_one_marker()
    {
        Assert.Throws<LlamaException>(() => TemplateRecognition.Of("a.gguf", "{{ '<|im_start|>' }}", null));
        Assert.Throws<LlamaException>(() => TemplateRecognition.Of("a.gguf", "{{ '[INST]' + content }}", null));
        Assert.Throws<LlamaException>(() => TemplateRecognition.Of("a.gguf", "<start_of_turn>", null));
    }

    [Theory]
    [InlineData("{{ content }}", null)]
    [InlineData(null, null)]
    [InlineData("<|im_start|><|im_end|>", "chatmal")]
    public void An_unknown_template_names_the_setting_and_the_families(string? jinja, string? chosen)
    {
        var error = Assert.Throws<LlamaException>(() => TemplateRecognition.Of("odd.gguf", jinja, chosen));
        Assert.Contains("Model:ChatTemplate", error.Message, StringComparison.Ordinal);
        Assert.Contains("chatml, qwen3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conversation_without_turns_or_with_an_unknown_role_is_refused()
    {
        var template = TemplateFamilies.All["chatml"];
        Assert.Equal(
            ServiceFailure.Refused, Assert.Throws<ModelServiceException>(() => template.Render([], Day)).Failure);
        var error = Assert.Throws<ModelServiceException>(() => template.Render([new("tool", "x")], Day));
        Assert.Contains("'tool'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Instructions_alone_are_said_by_the_user_where_there_is_no_turn_for_them() => Assert.Equal(
        "<s><start_of_turn>user\nBe brief.<end_of_turn>\n<start_of_turn>model\n",
        Written(TemplateFamilies.All["gemma"].Render([new("system", "Be brief.")], Day)));

    private static string Written(IEnumerable<ChatSegment> segments) => string.Concat(segments.Select(s => s.Kind switch
    {
        SegmentKind.Beginning => "<s>",
        SegmentKind.End => "</s>",
        _ => s.Text,
    }));
}
