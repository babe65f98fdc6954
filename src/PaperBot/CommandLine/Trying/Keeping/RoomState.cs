using System.Text.Json.Serialization;
using PaperBot.DiscordSimulator.Snapshots;

namespace PaperBot.CommandLine.Trying.Keeping;

/// <summary>Everything of a try-out that a restart must not lose, save the bot's own data.</summary>
/// <param name="Kind">Says that it is a file of ours: always <see cref="Ours"/>.</param>
/// <param name="Version">Of this form; <see cref="Newest"/> is what is written.</param>
/// <param name="Token">The secret in the page's address: 32 hexadecimal digits.</param>
/// <param name="Port">Where the page is on 127.0.0.1.</param>
/// <param name="Ahead">How far the simulated clock is ahead of the machine's.</param>
/// <param name="Home">The channel shown first, which the digest is posted to.</param>
/// <param name="People">Those one can be on the page.</param>
/// <param name="World">The simulated Discord.</param>
internal sealed record RoomState(
    string Kind, int Version, string Token, int Port, TimeSpan Ahead, ulong Home, IReadOnlyList<RoomPerson> People,
    WorldState World)
{
    public const string Ours = "paperbot try";

    public const int Newest = 1;
}

/// <summary>Somebody one can be on the page, with a word for what they are there.</summary>
internal sealed record RoomPerson(ulong Id, string Role);

/// <summary>How the state is written: strict, so that what is missing or foreign is found when it is read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomState))]
internal sealed partial class RoomJson : JsonSerializerContext;
