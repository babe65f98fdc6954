using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaperBot.DiscordSurface;

/// <summary>
/// Discord's id of anything: a message, a channel, a person. Ids grow with time, so the larger one is the younger thing. In JSON
/// and in text it is a decimal number.
/// </summary>
/// <param name="Value">The number; 0 names nothing.</param>
[JsonConverter(typeof(SnowflakeJson))]
public readonly record struct Snowflake(ulong Value) : IComparable<Snowflake>
{
    // 2015-01-01T00:00:00Z, from which Discord counts.
    private const long FirstMillisecond = 1_420_070_400_000;

    /// <summary>When the thing was made, by Discord's clock.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> 22) + FirstMillisecond);

    /// <summary>The smallest id that a thing made at this moment or later can have; moments before 2015 give 0.</summary>
    public static Snowflake At(DateTimeOffset moment) =>
        new((ulong)Math.Max(0, moment.ToUnixTimeMilliseconds() - FirstMillisecond) << 22);

    /// <summary>Reads a decimal number.</summary>
    /// <exception cref="FormatException">The text is none, or passes 64 bits.</exception>
    public static Snowflake Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException(
            $"“{text}” is not an id of Discord, which is a number such as 175928847299117063.");

    /// <summary>Reads a decimal number without sign or spaces; false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Snowflake id)
    {
        var isNumber = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        id = new Snowflake(value);
        return isNumber;
    }

    public int CompareTo(Snowflake other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Snowflake left, Snowflake right) => left.Value < right.Value;

    public static bool operator >(Snowflake left, Snowflake right) => left.Value > right.Value;

    public static bool operator <=(Snowflake left, Snowflake right) => left.Value <= right.Value;

    public static bool operator >=(Snowflake left, Snowflake right) => left.Value >= right.Value;
}

// Discord writes ids as strings; a few of its answers and every hand-written one may hold numbers.
internal sealed class SnowflakeJson : JsonConverter<Snowflake>
{
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String when Snowflake.TryParse(reader.GetString(), out var id) => id,
            JsonTokenType.Number when reader.TryGetUInt64(out var value) => new Snowflake(value),
            _ => throw new JsonException("An id is expected."),
        };

    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
