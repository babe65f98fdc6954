using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>The built-in transport over scripted HTTP and a clock that a test moves.</summary>
internal sealed class DiscordRig : IAsyncDisposable
{
    public const string Token = "MTA0.very-secret_token.27chars";

    public DiscordRig(int patienceSeconds = 60)
    {
        Options.PatienceSeconds = patienceSeconds;
        Api = new DiscordApi(Options, dataFolder: null, Clock, Log, () => Http);
    }

    public static Snowflake Channel { get; } = new(5);

    public static Snowflake OtherChannel { get; } = new(6);

    public ScriptedHttp Http { get; } = new();

    public ManualTimeProvider Clock { get; } = new(Some.Moment);

    public RecordingLog Log { get; } = new();

    public DiscordOptions Options { get; } = new() { Token = new Secret(Token) };

    public DiscordApi Api { get; }

    public IReadOnlyList<string> Sent => [.. Http.Seen.Select(c => c.ToString())];

    public DiscordInteraction Interaction(ulong id = 9) => new(
        new Snowflake(id),
        new Snowflake(2),
        new Secret($"interaction-token-{id}"),
        new DiscordUser(new Snowflake(3), "ada"),
        Clock.GetUtcNow());

    /// <summary>Moves the clock on, a little at a time, until the work is done or that much has passed.</summary>
    public async Task<T> WithinAsync<T>(TimeSpan most, Task<T> work)
    {
        for (var passed = TimeSpan.Zero; !work.IsCompleted && passed < most; passed += TimeSpan.FromMilliseconds(50))
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Settle();
        }

        Assert.True(work.IsCompleted, $"not done within {most}");
        return await work;
    }

    public async Task WithinAsync(TimeSpan most, Task work) => await WithinAsync(most, Wrap(work));

    /// <summary>Lets everything run that waits for no clock; a busy machine needs a moment of its own time for it.</summary>
    public static async Task Settle()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            await Task.Yield();
        }

        await Task.Delay(1);
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    private static async Task<bool> Wrap(Task work)
    {
        await work;
        return true;
    }
}
