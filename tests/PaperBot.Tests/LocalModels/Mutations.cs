using System.Buffers.Binary;

namespace PaperBot.Tests.LocalModels;

/// <summary>Damage as disks, networks and malice do it.</summary>
internal static class Mutations
{
    private static readonly ulong[] Extremes =
        [0, 1, 2, 255, 65535, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x1_0000_0000, long.MaxValue, ulong.MaxValue, 1UL << 40];

    /// <summary>A damaged copy.</summary>
    /// <param name="whole">Stays as it is.</param>
    /// <param name="within">Only so many of the first bytes are damaged.</param>
    /// <param name="random">Chooses.</param>
    public static byte[] Of(byte[] whole, int within, Random random)
    {
        var damaged = whole.ToArray();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(within - 8);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt64LittleEndian(damaged.AsSpan(at), Extremes[random.Next(Extremes.Length)]);
                    break;
                default:
                    BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(at), (uint)Extremes[random.Next(Extremes.Length)]);
                    break;
            }
        }

        return damaged;
    }
}
