using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Remembers for some minutes which nonce made which message, so that a retried request makes none.</summary>
internal sealed class Nonces(TimeProvider clock)
{
    private readonly Dictionary<string, (Message Message, DateTimeOffset At)> known = [];

    /// <summary>How long a nonce is remembered. Discord says "the past few minutes".</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The nonce of a form, a string of at most 25 characters or a whole number.</summary>
    public static JsonNode? Read(JsonObject form)
    {
        var errors = new FormErrors();
        var nonce = form["nonce"];
        if (nonce is not null && JsonFields.AsText(nonce) is null && JsonFields.AsInteger(nonce) is null)
        {
            errors.Add("nonce", "NONCE_TYPE_INVALID", "A nonce is a string or an integer.");
        }

        if (JsonFields.AsText(nonce)?.Length > 25)
        {
            errors.Add("nonce", "NONCE_TYPE_TOO_LONG", "Nonce must be at most 25 characters long.");
        }

        errors.ThrowIfAny();
        return nonce?.DeepClone();
    }

    /// <summary>
    /// The message that this author made with the same nonce a short while ago, if the form asks for that to be checked. The
    /// channel makes no difference.
    /// </summary>
    public Message? Earlier(JsonObject form) =>
        form.Truth("enforce_nonce") == true && form["nonce"] is { } nonce
        && known.TryGetValue(nonce.ToString(), out var earlier) && earlier.At + Window > clock.GetUtcNow()
            ? earlier.Message
            : null;

    public void Forget() => known.Clear();

    public void Note(Message message) => Note(message, clock.GetUtcNow());

    /// <summary>Notes a message that was made before, at its time.</summary>
    public void Settle(Message message) => Note(message, message.At);

    private void Note(Message message, DateTimeOffset at)
    {
        if (message.Nonce is { } nonce)
        {
            known[nonce.ToString()] = (message, at);
        }
    }
}
