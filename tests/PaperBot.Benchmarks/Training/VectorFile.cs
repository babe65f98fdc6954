using System.IO.Compression;
using System.Numerics.Tensors;
using System.Text;

namespace PaperBot.Benchmarks.Training;

/// <summary>Writes vectors in the form in which the program ships them: gzip over what WordVectors reads.</summary>
internal static class VectorFile
{
    /// <summary>Writes beside and then moves into place; each row's greatest number becomes 127.</summary>
    public static void Write(string path, IReadOnlyList<string> words, float[] vectors, int dimensions)
    {
        var beside = path + ".new";
        using (var file = new BinaryWriter(new GZipStream(File.Create(beside), CompressionLevel.SmallestSize)))
        {
            file.Write(words.Count);
            file.Write(dimensions);
            var lines = Encoding.UTF8.GetBytes(string.Join('\n', words) + "\n");
            file.Write(lines.Length);
            file.Write(lines);
            var scales = new float[words.Count];
            for (var word = 0; word < scales.Length; word++)
            {
                var row = vectors.AsSpan(word * dimensions, dimensions);
                scales[word] = Math.Abs(TensorPrimitives.MaxMagnitude<float>(row)) / sbyte.MaxValue;
                file.Write(scales[word]);
            }

            for (var i = 0; i < vectors.Length; i++)
            {
                file.Write((sbyte)MathF.Round(vectors[i] / Math.Max(1e-12f, scales[i / dimensions])));
            }
        }

        File.Move(beside, path, overwrite: true);
    }
}
