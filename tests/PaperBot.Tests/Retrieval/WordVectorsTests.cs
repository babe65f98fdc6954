using System.IO.Compression;
using PaperBot.Retrieval;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class WordVectorsTests
{
    [Theory]
    [InlineData("robot", "manipulator", "syntax")]
    [InlineData("speech", "phoneme", "robot")]
    [InlineData("translation", "multilingual", "gripper")]
    [InlineData("hallucination", "factuality", "pose")]
    public void Shipped_words_of_one_topic_point_alike(string word, string near, string far) =>
        Assert.True(Cosine(word, near) > Cosine(word, far) + 0.1, $"{word}: {near} {Cosine(word, near):F2}, {far} {Cosine(word, far):F2}");

    [Theory]
    [InlineData("models")]
    [InlineData("generated")]
    [InlineData("languages")]
    [InlineData("hallucinations")]
    public void Shipped_words_are_stems_the_program_makes(string word) =>
        Assert.True(WordVectors.English.RowOf(EnglishStemmer.Stem(word)) >= 0);

    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        var words = WordVectors.Read(Written(2, "one\ntwo\n", [0.5f, 2f], [.. Enumerable.Range(0, 64).Select(i => (sbyte)(i - 32))]));
        var sum = new float[32];
        words.Add(words.RowOf("two"), 3, sum);
        Assert.Equal((2, 32, 1, -1), (words.Count, words.Dimensions, words.RowOf("two"), words.RowOf("three")));
        Assert.Equal([.. Enumerable.Range(0, 32).Select(i => 6f * i)], sum);
    }

    [Fact]
    public void Cosine_of_two_rows_is_that_of_their_numbers()
    {
        var random = new Random(5);
        sbyte[] values = [.. Enumerable.Range(0, 3 * 64).Select(i => i < 64 ? (sbyte)random.Next(-127, 128) : i < 128 ? (sbyte)127 : (sbyte)0)];
        var words = WordVectors.Read(Written(3, "one\ntwo\nnone\n", [0.5f, 2f, 1f], values));
        double dot = values[..64].Sum(v => v * 127.0), length = Math.Sqrt(values[..64].Sum(v => (double)v * v)) * 127 * 8;
        Assert.Equal(dot / length, words.Cosine(0, 1), 1e-5);
        Assert.Equal(1, words.Cosine(1, 1), 1e-5);
        Assert.Equal(0, words.Cosine(0, 2));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(60)]
    public void A_file_cut_short_is_refused(int bytes)
    {
        var whole = new byte[200];
        using var gzip = new GZipStream(Written(2, "one\ntwo\n", [0.5f, 2f], new sbyte[64]), CompressionMode.Decompress);
        _ = gzip.ReadAtLeast(whole, whole.Length, throwOnEndOfStream: false);
        Assert.Throws<InvalidDataException>(() => WordVectors.Read(Compressed(whole[..bytes])));
    }

    [Fact]
    public void A_direction_kept_in_bytes_has_nearly_the_same_cosine()
    {
        var random = new Random(3);
        float[] a = [.. Enumerable.Range(0, 96).Select(_ => random.NextSingle() - 0.5f)];
        float[] b = [.. Enumerable.Range(0, 96).Select(i => a[i] + (random.NextSingle() - 0.5f))];
        var kept = new UnitVectors(2, 96);
        kept.Set(0, b);
        Assert.True(UnitVectors.Normalise(a));
        Assert.True(UnitVectors.Normalise(b));
        Assert.Equal(a.Zip(b).Sum(p => p.First * p.Second), kept.Cosine(a, 0), 0.01f);
        Assert.Equal(0, kept.Cosine(a, 1));
    }

    [Fact]
    public void Words_that_keep_the_same_company_share_a_latent_direction()
    {
        // Words 0 and 1 stand with 2, but never together; 3 and 4 stand with 5.
        List<WeighedText> texts = [];
        for (var i = 0; i < 40; i++)
        {
            var topic = i % 2 * 3;
            texts.Add(new WeighedText([topic + (i / 2 % 2), topic + 2], [0.28f, 0.96f]));
        }

        var space = LatentSpace.Of(texts, 6, 2);
        Assert.True(Latent(0, 1) > 0.9, $"{Latent(0, 1)}");
        Assert.True(Math.Abs(Latent(0, 3)) < 0.1, $"{Latent(0, 3)}");

        double Latent(int a, int b)
        {
            double[] x = [space[a * 2], space[(a * 2) + 1]], y = [space[b * 2], space[(b * 2) + 1]];
            return ((x[0] * y[0]) + (x[1] * y[1])) / Math.Sqrt(((x[0] * x[0]) + (x[1] * x[1])) * ((y[0] * y[0]) + (y[1] * y[1])));
        }
    }

    private static double Cosine(string a, string b)
    {
        var words = WordVectors.English;
        float[] x = new float[words.Dimensions], y = new float[words.Dimensions];
        words.Add(words.RowOf(EnglishStemmer.Stem(a)), 1, x);
        words.Add(words.RowOf(EnglishStemmer.Stem(b)), 1, y);
        Assert.True(UnitVectors.Normalise(x));
        Assert.True(UnitVectors.Normalise(y));
        return x.Zip(y).Sum(p => p.First * p.Second);
    }

    private static MemoryStream Written(int count, string words, float[] scales, sbyte[] values)
    {
        using var plain = new MemoryStream();
        using var writer = new BinaryWriter(plain);
        writer.Write(count);
        writer.Write(values.Length / count);
        writer.Write(words.Length);
        writer.Write(System.Text.Encoding.ASCII.GetBytes(words));
        Array.ForEach(scales, writer.Write);
        Array.ForEach(values, writer.Write);
        writer.Flush();
        return Compressed(plain.ToArray());
    }

    private static MemoryStream Compressed(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        compressed.Position = 0;
        return compressed;
    }
}
