using System.Runtime.InteropServices;
using PaperBot.Tests.LocalModels;

namespace PaperBot.Benchmarks;

/// <summary>
/// Models with the dimensions of real ones and random weights: what they write is nonsense, but it takes as long. The dimensions
/// are those of the families' published configurations.
/// </summary>
internal static class RandomModel
{
    private const string TurnBegins = "<|im_start|>";
    private const string TurnEnds = "<|im_end|>";
    private const string TextEnds = "<|endoftext|>";
    private const int BlockLength = 32;
    private const int LongestChunk = 1 << 16;

    private static readonly Dictionary<string, Shape> Known = new(StringComparer.Ordinal)
    {
        ["qwen2.5-0.5b"] = new(896, 4864, 14, 2, 24, 151_936, TiedOutput: true, GgufType.Q8_0),
        ["qwen2.5-0.5b-q4_0"] = new(896, 4864, 14, 2, 24, 151_936, TiedOutput: true, GgufType.Q4_0),
        ["qwen2.5-7b"] = new(3584, 18_944, 28, 4, 28, 152_064, TiedOutput: false, GgufType.Q4_0),
    };

    public static IEnumerable<string> Shapes => Known.Keys;

    /// <summary>Writes a model of the qwen2 architecture.</summary>
    /// <returns>The program's exit code.</returns>
    public static int Write(string name, string path)
    {
        if (!Known.TryGetValue(name, out var shape))
        {
            Console.Error.WriteLine($"No shape is called {name}; known are {string.Join(", ", Shapes)}.");
            return 2;
        }

        var file = Vocabulary(Header(name, shape), shape.Vocabulary);
        Weights(new RandomTensors(file, shape.Type), shape);
        file.Save(path);
        Console.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes");
        return 0;
    }

    private static GgufWriter Header(string name, Shape shape) => new GgufWriter()
        .Add("general.architecture", "qwen2")
        .Add("general.name", $"random weights in the shape of {name}")
        .Add("general.file_type", shape.Type == GgufType.Q8_0 ? 7u : 2u)
        .Add("qwen2.block_count", (uint)shape.Layers)
        .Add("qwen2.context_length", 32_768u)
        .Add("qwen2.embedding_length", (uint)shape.Width)
        .Add("qwen2.feed_forward_length", (uint)shape.Inner)
        .Add("qwen2.attention.head_count", (uint)shape.Heads)
        .Add("qwen2.attention.head_count_kv", (uint)shape.KeyHeads)
        .Add("qwen2.attention.layer_norm_rms_epsilon", 1e-6f)
        .Add("qwen2.rope.freq_base", 1_000_000f);

    private static GgufWriter Vocabulary(GgufWriter file, int size)
    {
        string[] markers = [TextEnds, TurnBegins, TurnEnds];
        var (tokens, types, merges) = ByteVocabulary.Of(["the", "of", "and", "model", "paper"], []);

        // The rest are words that no text has: they cost what a real vocabulary costs.
        for (var number = 0; tokens.Count < size - markers.Length; number++)
        {
            tokens.Add($"Ġw{number}");
            types.Add(1);
        }

        tokens.AddRange(markers);
        types.AddRange(markers.Select(_ => 3));
        return file
            .Add("tokenizer.ggml.model", "gpt2")
            .Add("tokenizer.ggml.pre", "qwen2")
            .Add("tokenizer.ggml.tokens", tokens)
            .Add("tokenizer.ggml.token_type", types)
            .Add("tokenizer.ggml.merges", merges)
            .Add("tokenizer.ggml.eos_token_id", (uint)tokens.IndexOf(TurnEnds))
            .Add("tokenizer.ggml.add_bos_token", false)
            .Add("tokenizer.chat_template",
                "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
                + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}");
    }

    private static void Weights(RandomTensors tensors, Shape shape)
    {
        var keyWidth = shape.Width / shape.Heads * shape.KeyHeads;
        tensors.Matrix("token_embd.weight", shape.Width, shape.Vocabulary);
        tensors.Vector("output_norm.weight", shape.Width, 1);
        if (!shape.TiedOutput)
        {
            tensors.Matrix("output.weight", shape.Width, shape.Vocabulary);
        }

        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var block = $"blk.{layer}.";
            tensors.Vector(block + "attn_norm.weight", shape.Width, 1);
            tensors.Vector(block + "ffn_norm.weight", shape.Width, 1);
            tensors.Vector(block + "attn_q.bias", shape.Width, 0);
            tensors.Vector(block + "attn_k.bias", keyWidth, 0);
            tensors.Vector(block + "attn_v.bias", keyWidth, 0);
            tensors.Matrix(block + "attn_q.weight", shape.Width, shape.Width);
            tensors.Matrix(block + "attn_k.weight", shape.Width, keyWidth);
            tensors.Matrix(block + "attn_v.weight", shape.Width, keyWidth);
            tensors.Matrix(block + "attn_output.weight", shape.Width, shape.Width);
            tensors.Matrix(block + "ffn_gate.weight", shape.Width, shape.Inner);
            tensors.Matrix(block + "ffn_up.weight", shape.Width, shape.Inner);
            tensors.Matrix(block + "ffn_down.weight", shape.Inner, shape.Width);
        }
    }

    /// <param name="Width">Numbers in an embedding.</param>
    /// <param name="Inner">Width of the feed-forward layer.</param>
    /// <param name="Heads">Of attention.</param>
    /// <param name="KeyHeads">Heads of keys and values.</param>
    /// <param name="Layers">How many.</param>
    /// <param name="Vocabulary">Number of tokens.</param>
    /// <param name="TiedOutput">True when the output layer is the embedding's.</param>
    /// <param name="Type">Of the matrices.</param>
    private sealed record Shape(
        int Width, int Inner, int Heads, int KeyHeads, int Layers, int Vocabulary, bool TiedOutput, GgufType Type);

    private sealed class RandomTensors(GgufWriter file, GgufType type)
    {
        private readonly Random random = new(1);
        private readonly int blockBytes = 2 + (type == GgufType.Q8_0 ? BlockLength : BlockLength / 2);

        public void Vector(string name, int length, float value) =>
            file.Tensor(name, [.. Enumerable.Repeat(value, length)], GgufType.F32, length);

        public void Matrix(string name, int row, int rows)
        {
            // Numbers up to 127 (or 8) times the scale, spread so that what comes out is as large as what goes in.
            var scale = (Half)(1.7 / Math.Sqrt(row) / (type == GgufType.Q8_0 ? 127 : 8));
            var blocks = (long)row / BlockLength * rows;
            file.Tensor(name, type, blocks * blockBytes, stream => Write(stream, blocks, scale), row, rows);
        }

        private void Write(Stream stream, long blocks, Half scale)
        {
            var chunk = new byte[LongestChunk / blockBytes * blockBytes];
            for (var left = blocks * blockBytes; left > 0; left -= chunk.Length)
            {
                random.NextBytes(chunk);
                for (var block = 0; block < chunk.Length; block += blockBytes)
                {
                    MemoryMarshal.Write(chunk.AsSpan(block), scale);
                }

                stream.Write(chunk, 0, (int)Math.Min(left, chunk.Length));
            }
        }
    }
}
