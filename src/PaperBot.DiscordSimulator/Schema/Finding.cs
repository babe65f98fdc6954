namespace PaperBot.DiscordSimulator.Schema;

/// <summary>Something that differs from Discord's published description.</summary>
/// <param name="Where">Method and route, with <c>answer STATUS</c> when it is the simulator's own answer.</param>
/// <param name="Pointer">JSON pointer into the body; empty for the body itself.</param>
/// <param name="Message">What is wrong there.</param>
internal sealed record Finding(string Where, string Pointer, string Message)
{
    public override string ToString() => $"{Where} {(Pointer.Length == 0 ? "/" : Pointer)}: {Message}";
}
