using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaperBot.Secrets;

/// <summary>
/// A text that must not be seen: a token, a key. Printed, logged, dumped or serialised it is four
/// stars; only <see cref="Reveal"/> gives it away.
/// </summary>
[TypeConverter(typeof(SecretText))]
[JsonConverter(typeof(SecretJson))]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string text;

    /// <param name="text">What is kept.</param>
    public Secret(string text) => this.text = text;

    /// <summary>True when there is nothing to keep.</summary>
    public bool IsEmpty => text.Length == 0;

    /// <summary>The text itself, for the one place that sends it.</summary>
    public string Reveal() => text;

    public bool Equals(Secret? other) => other is not null && string.Equals(text, other.text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "****";
}

// Lets settings be bound to it.
internal sealed class SecretText : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        new Secret((string)value);
}

// Read from what others send, never written.
internal sealed class SecretJson : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new Secret(reader.GetString()!) : throw new JsonException("A text is expected.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
