using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace PaperBot.Tests.Listings;

public sealed class ListingFuzzTests
{
    [Fact]
    public void Random_bytes_never_throw() => Check(200, Bytes());

    [Fact]
    public void Mutated_listings_never_throw() => Check(400, Mutated());

    [Fact]
    [Trait("Length", "Long")]
    public void Many_mutated_listings_never_throw()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("PAPERBOT_FUZZ_ROUNDS"), out var asked) ? asked : 5_000;
        Check(rounds, Mutated());
        Check(rounds, Bytes());
    }

    private static void Check(int count, Gen<byte[]> inputs) => Prop
        .ForAll(inputs.ToArbitrary(), Holds)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));

    private static bool Holds(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var reading = Reading.Of(stream);
        Assert.False(stream.CanRead);
        Assert.All(reading.Papers, paper =>
        {
            Assert.True(paper.Title.Trim().Length > 0 && paper.Abstract.Trim().Length > 0);
            Assert.True(paper.Line > 0 && paper.FieldLines.Values.All(line => line > 0));
            Assert.True(paper.AuthorCount is null or > 0 && paper.Comments is null or >= 0);
            Assert.True(paper.Authors is null or { Count: > 0 });
        });
        Assert.All(reading.Skipped, entry => Assert.True(entry.Line > 0 && entry.Reason.Length > 10));
        Assert.True(reading.Papers.Count > 0 || reading.Skipped.Count > 0);
        return true;
    }

    private static Gen<byte[]> Bytes() => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    /// <summary>A listing with lines dropped, doubled, swapped, cut or spliced with another layout's, and with bytes overwritten.</summary>
    private static Gen<byte[]> Mutated() => Gen.Choose(0, int.MaxValue - 1).Select(seed =>
    {
        var random = new Random(seed);
        var texts = SomeListings.All.Values.ToList();
        var lines = texts[random.Next(texts.Count)].Split('\n').ToList();
        for (var i = random.Next(8); i > 0; i--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(7))
            {
                case 0 when lines.Count > 1: lines.RemoveAt(at); break;
                case 1: lines.Insert(at, lines[random.Next(lines.Count)]); break;
                case 2: (lines[at], lines[0]) = (lines[0], lines[at]); break;
                case 3: lines[at] = lines[at][..random.Next(lines[at].Length + 1)]; break;
                case 4: lines.Insert(at, texts[random.Next(texts.Count)].Split('\n') is var other ? other[random.Next(other.Length)] : string.Empty); break;
                case 5: lines[at] += "{}\"\\@<&·•%"[random.Next(10)]; break;
                default: lines[at] = lines[at] + lines[random.Next(lines.Count)]; break;
            }
        }

        var bytes = Encoding.UTF8.GetBytes(string.Join(random.Next(4) == 0 ? "\r\n" : "\n", lines));
        for (var i = random.Next(4); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(1, 256);
        }

        return bytes;
    });
}
