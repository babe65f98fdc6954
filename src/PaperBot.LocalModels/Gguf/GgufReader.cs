using System.Numerics;

namespace PaperBot.LocalModels.Gguf;

/// <summary>
/// Reads the header of a GGUF file (docs/gguf.md of ggml) and refuses what is cut short or corrupt, before llama.cpp sees it:
/// that allocates what a file asks for, and ends the process on some files. Weights are not looked at, only whether they are
/// all there.
/// </summary>
internal static class GgufReader
{
    private const int MostDimensions = 4;
    private const int MostNameBytes = 63;
    private const int MostKeyBytes = 65535;
    private const int MostTokenBytes = 65535;
    private const int DefaultAlignment = 32;

    /// <exception cref="GgufException">It is no GGUF file, or a damaged one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static GgufFile Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        return Read(stream, Path.GetFullPath(path));
    }

    /// <param name="stream">At its beginning, with a length.</param>
    /// <param name="path">For the sentences.</param>
    /// <exception cref="GgufException">It is no GGUF file, or a damaged one.</exception>
    public static GgufFile Read(Stream stream, string path)
    {
        var bytes = new GgufBytes(stream, stream.Length, path);
        var version = Version(bytes, path);

        // A tensor takes 24 bytes at least without its name, a pair 13.
        var tensorCount = bytes.Count(24, "tensors");
        var pairCount = bytes.Count(13, "key-value pairs");
        var metadata = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var index = 0L; index < pairCount; index++)
        {
            var key = bytes.Text(MostKeyBytes, "a key");
            if (key.Length == 0 || !metadata.TryAdd(key, Value(bytes, key)))
            {
                throw bytes.Damaged($"the key '{key}' is empty or there twice");
            }
        }

        var alignment = Alignment(bytes, metadata);
        var tensors = Tensors(bytes, tensorCount, alignment);
        var data = tensors.Count == 0 ? bytes.Position : Aligned(bytes.Position, alignment);
        if (tensors is [.., var last] && data + last.Offset + last.Bytes > stream.Length)
        {
            throw new GgufException(
                $"The model file {path} is cut short: it has {stream.Length} bytes and its weights need "
                + $"{data + last.Offset + last.Bytes}. Get it again.");
        }

        return new GgufFile
        {
            Path = path,
            Length = stream.Length,
            Version = version,
            Metadata = metadata,
            Tensors = tensors,
            DataOffset = data,
        };
    }

    private static uint Version(GgufBytes bytes, string path)
    {
        // The four letters of the magic, as a number.
        const uint Magic = 0x46554747;
        if (bytes.Left < 4 || bytes.Word() != Magic)
        {
            throw new GgufException($"The file {path} is no GGUF file. PaperBot runs models in GGUF form.");
        }

        var version = bytes.Word();
        return version switch
        {
            2 or 3 => version,
            1 => throw new GgufException($"The model file {path} is of the first GGUF version, which is no longer read."),
            _ when (version & 0xFFFF) == 0 =>
                throw new GgufException($"The model file {path} is written for big-endian machines."),
            _ => throw new GgufException($"The model file {path} is of GGUF version {version}; versions 2 and 3 are read."),
        };
    }

    private static object Value(GgufBytes bytes, string key)
    {
        var type = bytes.Word();
        if (type != ValueTypes.Array)
        {
            return Single(bytes, type, key);
        }

        var element = bytes.Word();
        var size = ValueTypes.Size(element) ?? throw bytes.Damaged($"'{key}' is an array of an unknown type ({element})");
        var count = bytes.Count(size, $"values of '{key}'");
        if (element == ValueTypes.Text)
        {
            Texts(bytes, key, count);
            return new GgufArray(count, null);
        }

        // Long arrays are scores and types of tokens; short ones can be a number for each layer.
        if (count > 1024 || element is ValueTypes.Float or ValueTypes.Double)
        {
            bytes.Skip(count * size);
            return new GgufArray(count, null);
        }

        var numbers = new long[count];
        for (var index = 0; index < count; index++)
        {
            numbers[index] = Single(bytes, element, key) switch
            {
                long number => number,
                ulong number => (long)Math.Min(number, long.MaxValue),
                bool flag => flag ? 1 : 0,
                _ => 0,
            };
        }

        return new GgufArray(count, numbers);
    }

    private static void Texts(GgufBytes bytes, string key, long count)
    {
        if (key != "tokenizer.ggml.tokens")
        {
            for (var index = 0L; index < count; index++)
            {
                bytes.Skip(bytes.Count(1, "bytes of text"));
            }

            return;
        }

        // llama.cpp ends the process when a token is there twice. Those without text are told apart there by their number.
        HashSet<string> tokens = new(StringComparer.Ordinal);
        for (var index = 0L; index < count; index++)
        {
            var token = bytes.Raw(MostTokenBytes, "a token");
            if (token.Length > 0 && !tokens.Add(token))
            {
                throw bytes.Damaged($"its vocabulary has a token twice, at number {index} for the second time");
            }
        }
    }

    private static object Single(GgufBytes bytes, uint type, string key) => type switch
    {
        ValueTypes.UnsignedByte => (long)bytes.Byte(),
        ValueTypes.SignedByte => (long)(sbyte)bytes.Byte(),
        ValueTypes.UnsignedShort => (long)bytes.Short(),
        ValueTypes.SignedShort => (long)(short)bytes.Short(),
        ValueTypes.UnsignedWord => (long)bytes.Word(),
        ValueTypes.SignedWord => (long)(int)bytes.Word(),
        ValueTypes.Float => (double)BitConverter.UInt32BitsToSingle(bytes.Word()),
        ValueTypes.Flag => bytes.Byte() != 0,
        ValueTypes.Text => bytes.Text(int.MaxValue / 4, $"'{key}'"),
        ValueTypes.UnsignedLong => bytes.Long(),
        ValueTypes.SignedLong => (long)bytes.Long(),
        ValueTypes.Double => BitConverter.UInt64BitsToDouble(bytes.Long()),
        _ => throw bytes.Damaged($"'{key}' is of an unknown type ({type})"),
    };

    private static long Alignment(GgufBytes bytes, Dictionary<string, object> metadata) =>
        metadata.GetValueOrDefault("general.alignment", (long)DefaultAlignment) is long alignment and > 0 and <= 1 << 20
        && BitOperations.IsPow2(alignment)
            ? alignment
            : throw bytes.Damaged("its alignment is no power of two");

    private static List<GgufTensor> Tensors(GgufBytes bytes, long count, long alignment)
    {
        List<GgufTensor> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        var expected = 0L;
        for (var index = 0L; index < count; index++)
        {
            var tensor = Tensor(bytes);
            if (!names.Add(tensor.Name))
            {
                throw bytes.Damaged($"the tensor {tensor.Name} is there twice");
            }

            if (tensor.Offset != expected)
            {
                throw bytes.Damaged($"the tensor {tensor.Name} should lie at {expected} and lies at {tensor.Offset}");
            }

            tensors.Add(tensor);
            expected = tensor.Bytes > long.MaxValue / 2 - expected
                ? throw bytes.Damaged("its weights are larger than any file")
                : Aligned(expected + tensor.Bytes, alignment);
        }

        return tensors;
    }

    private static GgufTensor Tensor(GgufBytes bytes)
    {
        var name = bytes.Text(MostNameBytes, "the name of a tensor");
        var dimensions = bytes.Word();
        if (dimensions is 0 or > MostDimensions)
        {
            throw bytes.Damaged($"the tensor {name} has {dimensions} dimensions");
        }

        var shape = new long[dimensions];
        UInt128 elements = 1;
        for (var index = 0; index < shape.Length; index++)
        {
            var length = bytes.Long();
            elements *= length;
            if (length == 0 || elements > long.MaxValue)
            {
                throw bytes.Damaged($"the tensor {name} is empty or larger than any file");
            }

            shape[index] = (long)length;
        }

        var number = bytes.Word();
        var type = GgufTensorType.Of(number)
            ?? throw bytes.Damaged($"the tensor {name} is packed in a way this program does not know ({number})");
        if (shape[0] % type.Block != 0)
        {
            throw bytes.Damaged($"the rows of the tensor {name} are no multiple of {type.Block}, as {type.Name} wants it");
        }

        var size = elements / (uint)type.Block * (uint)type.Bytes;
        var offset = bytes.Long();
        return size <= long.MaxValue && offset <= long.MaxValue
            ? new GgufTensor(name, shape, type, (long)offset, (long)elements, (long)size)
            : throw bytes.Damaged($"the tensor {name} is larger than any file");
    }

    private static long Aligned(long position, long alignment) => (position + alignment - 1) / alignment * alignment;

    /// <summary><c>enum gguf_type</c>.</summary>
    private static class ValueTypes
    {
        public const uint UnsignedByte = 0;
        public const uint SignedByte = 1;
        public const uint UnsignedShort = 2;
        public const uint SignedShort = 3;
        public const uint UnsignedWord = 4;
        public const uint SignedWord = 5;
        public const uint Float = 6;
        public const uint Flag = 7;
        public const uint Text = 8;
        public const uint Array = 9;
        public const uint UnsignedLong = 10;
        public const uint SignedLong = 11;
        public const uint Double = 12;

        /// <summary>Bytes a value takes, of a text the length before it; null for what no array may have.</summary>
        public static int? Size(uint type) => type switch
        {
            UnsignedByte or SignedByte or Flag => 1,
            UnsignedShort or SignedShort => 2,
            UnsignedWord or SignedWord or Float => 4,
            Text or UnsignedLong or SignedLong or Double => 8,
            _ => null,
        };
    }
}
