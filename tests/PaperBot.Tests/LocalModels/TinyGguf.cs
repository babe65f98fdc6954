namespace PaperBot.Tests.LocalModels;

/// <summary>
/// Tiny models with random weights, so that tests run the real native code: what they say is nonsense, but always the same.
/// </summary>
internal static class TinyGguf
{
    public const string TurnBegins = "<|im_start|>";
    public const string TurnEnds = "<|im_end|>";
    public const string TextEnds = "<|endoftext|>";

    /// <summary>ChatML, in words of our own.</summary>
    public const string Template =
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private static readonly string[] Words =
    [
        "the", "a", "of", "and", "to", "in", "model", "paper", "data", "learning", "language", "we", "is", "this", "for", "on",
        "with", "method", "result", "graph", "network", "attention", "image", "question", "answer", "training", "show", "new",
    ];

    /// <summary>Writes a chat model of the qwen2 architecture: two layers, tokens for all bytes and some words, ChatML.</summary>
    /// <param name="path">Of the new file, about 300 KB.</param>
    /// <param name="seed">Same seed, same weights.</param>
    /// <param name="context">Tokens it claims to be trained for.</param>
    /// <param name="userDefined">One more token, which the file says its user defined.</param>
    /// <param name="brokenWeights">True for an output layer of infinite weights, whose scores are not numbers.</param>
    public static string Chat(
        string path, int seed = 1, int context = 4096, string? userDefined = null, bool brokenWeights = false)
    {
        const int Width = 64, Inner = 160, Heads = 4, KeyHeads = 2, Layers = 2;
        const int KeyWidth = Width / Heads * KeyHeads;
        var (tokens, types, merges) = ByteVocabulary.Of(Words, [TextEnds, TurnBegins, TurnEnds]);
        if (userDefined is not null)
        {
            tokens.Add(userDefined);
            types.Add(ByteVocabulary.UserDefined);
        }

        var file = new GgufWriter()
            .Add("general.architecture", "qwen2")
            .Add("general.name", "Tiny chat")
            .Add("general.file_type", 1u)
            .Add("qwen2.block_count", (uint)Layers)
            .Add("qwen2.context_length", (uint)context)
            .Add("qwen2.embedding_length", (uint)Width)
            .Add("qwen2.feed_forward_length", (uint)Inner)
            .Add("qwen2.attention.head_count", (uint)Heads)
            .Add("qwen2.attention.head_count_kv", (uint)KeyHeads)
            .Add("qwen2.attention.layer_norm_rms_epsilon", 1e-6f)
            .Add("qwen2.rope.freq_base", 10000f)
            .Add("tokenizer.ggml.model", "gpt2")
            .Add("tokenizer.ggml.pre", "qwen2")
            .Add("tokenizer.ggml.tokens", tokens)
            .Add("tokenizer.ggml.token_type", types)
            .Add("tokenizer.ggml.merges", merges)
            .Add("tokenizer.ggml.bos_token_id", (uint)tokens.IndexOf(TextEnds))
            .Add("tokenizer.ggml.eos_token_id", (uint)tokens.IndexOf(TurnEnds))
            .Add("tokenizer.ggml.padding_token_id", (uint)tokens.IndexOf(TextEnds))
            .Add("tokenizer.ggml.add_bos_token", false)
            .Add("tokenizer.chat_template", Template);
        var weights = new RandomWeights(seed, file);
        weights.Matrix("token_embd.weight", Width, tokens.Count);
        weights.Ones("output_norm.weight", Width);
        weights.Matrix("output.weight", Width, tokens.Count, spread: brokenWeights ? double.PositiveInfinity : 1.7);
        for (var layer = 0; layer < Layers; layer++)
        {
            var block = $"blk.{layer}.";
            weights.Ones(block + "attn_norm.weight", Width);
            weights.Matrix(block + "attn_q.weight", Width, Width);
            weights.Vector(block + "attn_q.bias", Width);
            weights.Matrix(block + "attn_k.weight", Width, KeyWidth);
            weights.Vector(block + "attn_k.bias", KeyWidth);
            weights.Matrix(block + "attn_v.weight", Width, KeyWidth);
            weights.Vector(block + "attn_v.bias", KeyWidth);
            weights.Matrix(block + "attn_output.weight", Width, Width);
            weights.Ones(block + "ffn_norm.weight", Width);
            weights.Matrix(block + "ffn_gate.weight", Width, Inner);
            weights.Matrix(block + "ffn_up.weight", Width, Inner);
            weights.Matrix(block + "ffn_down.weight", Inner, Width);
        }

        file.Save(path);
        return path;
    }

    /// <summary>Writes a model of the bert architecture that embeds: two layers, WordPiece, the mean of all tokens.</summary>
    /// <param name="path">Of the new file, about 200 KB.</param>
    /// <param name="seed">Same seed, same weights.</param>
    /// <param name="context">Tokens it reads at most.</param>
    /// <param name="endsItsProcess">
    /// True for a file that is read without complaint and on which llama.cpp ends the process once a text is embedded: it cannot
    /// add tensors of these types.
    /// </param>
    public static string Embedder(string path, int seed = 2, int context = 128, bool endsItsProcess = false)
    {
        const int Width = 48, Inner = 96, Heads = 4, Layers = 2;
        List<string> tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        var special = tokens.Count;
        var letters = Enumerable.Range('!', '~' - '!' + 1).Select(code => ((char)code).ToString())
            .Where(letter => !char.IsAsciiLetterUpper(letter[0])).ToList();

        // llama.cpp marks the beginning of a word where the original vocabulary marks what is not one.
        tokens.AddRange(letters.Select(letter => "\u2581" + letter));
        tokens.AddRange(letters);
        tokens.AddRange(Words.Where(word => word.Length > 1).Select(word => "\u2581" + word));
        var file = new GgufWriter()
            .Add("general.architecture", "bert")
            .Add("general.name", "Tiny embedder")
            .Add("general.file_type", 1u)
            .Add("bert.block_count", (uint)Layers)
            .Add("bert.context_length", (uint)context)
            .Add("bert.embedding_length", (uint)Width)
            .Add("bert.feed_forward_length", (uint)Inner)
            .Add("bert.attention.head_count", (uint)Heads)
            .Add("bert.attention.layer_norm_epsilon", 1e-12f)
            .Add("bert.attention.causal", false)
            .Add("bert.pooling_type", 1u)
            .Add("tokenizer.ggml.model", "bert")
            .Add("tokenizer.ggml.pre", "bert")
            .Add("tokenizer.ggml.token_type_count", 2u)
            .Add("tokenizer.ggml.tokens", tokens)
            .Add("tokenizer.ggml.token_type", tokens.Select((_, index) => index < special ? 3 : 1).ToList())
            .Add("tokenizer.ggml.padding_token_id", 0u)
            .Add("tokenizer.ggml.unknown_token_id", 1u)
            .Add("tokenizer.ggml.cls_token_id", 2u)
            .Add("tokenizer.ggml.bos_token_id", 2u)
            .Add("tokenizer.ggml.seperator_token_id", 3u)
            .Add("tokenizer.ggml.eos_token_id", 3u)
            .Add("tokenizer.ggml.mask_token_id", 4u);
        var weights = new RandomWeights(seed, file);
        weights.Matrix("token_embd.weight", Width, tokens.Count);
        weights.Matrix("token_types.weight", Width, 2, type: endsItsProcess ? GgufType.F16 : GgufType.F32);
        weights.Matrix("position_embd.weight", Width, context);
        weights.Ones("token_embd_norm.weight", Width);
        weights.Vector("token_embd_norm.bias", Width);
        for (var layer = 0; layer < Layers; layer++)
        {
            var block = $"blk.{layer}.";
            foreach (var part in (string[])["attn_q", "attn_k", "attn_v", "attn_output"])
            {
                weights.Matrix($"{block}{part}.weight", Width, Width);
                weights.Vector($"{block}{part}.bias", Width);
            }

            weights.Ones(block + "attn_output_norm.weight", Width);
            weights.Vector(block + "attn_output_norm.bias", Width);
            weights.Matrix(block + "ffn_up.weight", Width, Inner);
            weights.Vector(block + "ffn_up.bias", Inner);
            weights.Matrix(block + "ffn_down.weight", Inner, Width);
            weights.Vector(block + "ffn_down.bias", Width);
            weights.Ones(block + "layer_output_norm.weight", Width);
            weights.Vector(block + "layer_output_norm.bias", Width);
        }

        file.Save(path);
        return path;
    }

    /// <summary>Fills tensors with numbers as a fresh model has them.</summary>
    private sealed class RandomWeights(int seed, GgufWriter file)
    {
        private readonly Random random = new(seed);

        /// <summary>Spread so that what comes out is as large as what goes in.</summary>
        public void Matrix(string name, int row, int rows, double spread = 1.7, GgufType type = GgufType.F16) =>
            file.Tensor(name, Numbers(row * rows, spread / Math.Sqrt(row)), type, row, rows);

        public void Vector(string name, int length) => file.Tensor(name, Numbers(length, 0.1), GgufType.F32, length);

        public void Ones(string name, int length) => file.Tensor(name, [.. Enumerable.Repeat(1f, length)], GgufType.F32, length);

        private float[] Numbers(int count, double spread) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)(((random.NextDouble() * 2) - 1) * spread))];
    }
}
