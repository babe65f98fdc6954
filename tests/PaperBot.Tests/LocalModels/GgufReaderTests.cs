using System.Buffers.Binary;
using PaperBot.LocalModels.Gguf;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public sealed class GgufReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_header_of_a_model_says_what_it_is()
    {
        var file = GgufReader.Read(Chat());

        Assert.Equal(("qwen2", "Tiny chat", "F16", 3u), (file.Architecture, file.Name, file.Quantisation, file.Version));
        Assert.Equal((2, 4, 2, 16), (file.Layers, file.Heads, file.KeyHeads, file.KeyLength));
        Assert.Equal((4096, 64, 1), (file.TrainedContext, file.EmbeddingLength, file.Parts));
        Assert.Equal(TinyGguf.Template, file.ChatTemplate);
        Assert.Equal(3 + (2 * 12), file.Tensors.Count);
        Assert.Equal(new FileInfo(file.Path).Length, file.Length);
        Assert.InRange(file.Length - file.DataOffset - file.WeightBytes, 0, 32 * file.Tensors.Count);
        Assert.True(file.Vocabulary > 256);
    }

    [Fact]
    public void The_header_counts_as_many_weights_as_llama_cpp_does()
    {
        using var runtime = NativeLibrariesForTests.BuiltInOrSkip();
        using var model = runtime.Load(
            new PaperBot.LocalModels.Runtime.ModelLoad(Chat()), null, TestContext.Current.CancellationToken);

        var file = GgufReader.Read(Chat());

        Assert.Equal((model.Facts.Parameters, model.Facts.Bytes), (file.Parameters, file.WeightBytes));
        Assert.Equal(model.Facts.Vocabulary, file.Vocabulary);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(Chat());
        var header = (int)GgufReader.Read(Chat()).DataOffset;
        var lengths = Enumerable.Range(0, header).Where(length => length % 17 == 0)
            .Concat(Enumerable.Range(header, whole.Length - header).Where(length => length % 997 == 0))
            .Append(whole.Length - 64);

        Assert.All(lengths, length => Refused(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Lengths_that_the_file_cannot_have_are_refused_without_the_memory_they_ask_for()
    {
        var whole = File.ReadAllBytes(Chat());
        var header = (int)GgufReader.Read(Chat()).DataOffset;
        var before = GC.GetAllocatedBytesForCurrentThread();

        // Every eight bytes of the header in turn become an enormous number; few of them are no length.
        for (var at = 8; at + 8 <= header; at += 8)
        {
            var damaged = whole.AsSpan(0, header).ToArray();
            BinaryPrimitives.WriteUInt64LittleEndian(damaged.AsSpan(at), 0x0000_00FF_FFFF_FFF0);
            Refused(damaged);
        }

        var cases = (header - 8) / 8;
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / cases, 0, 1_500_000);
    }

    [Theory]
    [InlineData("GGUX", 3, "no GGUF file")]
    [InlineData("GGUF", 1, "first GGUF version")]
    [InlineData("GGUF", 4, "version 4")]
    [InlineData("GGUF", 0x03000000, "big-endian")]
    public void A_foreign_file_is_refused_with_a_sentence(string magic, int version, string sentence)
    {
        var damaged = File.ReadAllBytes(Chat());
        System.Text.Encoding.ASCII.GetBytes(magic, damaged);
        BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(4), version);

        Assert.Contains(sentence, Refused(damaged).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_no_model() => Assert.Contains("no GGUF file", Refused([]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_twice_and_a_wrong_alignment_are_refused()
    {
        Refused(new GgufWriter().Add("a", 1u).Add("a", 2u).ToArray());
        Refused(new GgufWriter().Add("general.alignment", 24u).ToArray());
        Refused(new GgufWriter().Add("general.alignment", 0u).ToArray());
    }

    [Fact]
    public void Tensors_that_overlap_repeat_or_are_empty_are_refused()
    {
        Refused(new GgufWriter().Tensor("a", [1], GgufType.F32, 1).Tensor("a", [1], GgufType.F32, 1).ToArray());
        Refused(new GgufWriter().Tensor("a", [1], GgufType.F32, 0).ToArray());
        Refused(new GgufWriter().Tensor("a", [1, 2], GgufType.F32, 16).Tensor("b", [1], GgufType.F32, 1).ToArray());
        Refused(new GgufWriter().Tensor(new string('x', 64), [1], GgufType.F32, 1).ToArray());
        Refused(new GgufWriter().Tensor("a", [1], (GgufType)77, 1).ToArray());
        Refused(new GgufWriter().Tensor("a", [1], GgufType.F32, long.MaxValue, long.MaxValue).ToArray());
    }

    [Fact]
    public void A_vocabulary_with_a_token_twice_is_refused()
    {
        Refused(new GgufWriter().Add("tokenizer.ggml.tokens", (string[])["a", "b", "a"]).ToArray());
        Read(new GgufWriter()
            .Add("tokenizer.ggml.tokens", (string[])["a", "", ""]).Add("tokenizer.ggml.merges", (string[])["a", "a"]).ToArray());
    }

    [Fact]
    public void A_number_for_each_layer_is_read_as_the_largest()
    {
        var file = Read(new GgufWriter()
            .Add("general.architecture", "x").Add("x.attention.head_count", (int[])[8, 16, 4]).Add("split.count", 3u).ToArray());

        Assert.Equal((16, 3, "no weights"), (file.Heads, file.Parts, file.Quantisation));
    }

    [Fact]
    public void Damaged_bytes_are_read_or_refused_and_nothing_else() => Damage(seed: 1, count: 1500);

    [Fact]
    [Trait("Length", "Long")]
    public void Damaged_bytes_are_read_or_refused_and_nothing_else_however_often() => Damage(seed: 2, count: 150_000);

    private void Damage(int seed, int count)
    {
        var random = new Random(seed);
        var file = GgufReader.Read(Chat());
        var whole = File.ReadAllBytes(file.Path);
        var read = 0;
        for (var index = 0; index < count; index++)
        {
            var damaged = Mutations.Of(whole, (int)file.DataOffset, random);
            try
            {
                Read(damaged);
                read++;
            }
            catch (GgufException)
            {
            }
        }

        // Both kinds have to occur, or the damage is none.
        Assert.InRange(read, 1, count - 1);
    }

    private string Chat() =>
        File.Exists(folder.File("chat.gguf")) ? folder.File("chat.gguf") : TinyGguf.Chat(folder.File("chat.gguf"));

    private static GgufException Refused(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return Assert.Throws<GgufException>(() => Read(copy));
    }

    private static GgufFile Read(byte[] bytes) => GgufReader.Read(new MemoryStream(bytes), "model.gguf");
}
