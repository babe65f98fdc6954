using System.Security.Cryptography;
using PaperBot.CommandLine.Trying.Keeping;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.Page;
using PaperBot.DiscordSimulator.Snapshots;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.CommandLine.Trying;

/// <summary>
/// A small server in a Discord on this machine, the bot in it as a process of its own, and a page to look at it all. The papers
/// and everything else stored lie in a folder that is removed at the end, or that is kept so that another room goes on from it.
/// </summary>
internal sealed class TryRoom : IAsyncDisposable
{
    // The simulated day begins before the digest is due, so that it can be watched coming.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);
    private static readonly TimeOnly DigestTime = new(8, 30);

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PageServer page = new();
    private readonly TryFolder folder;
    private readonly RoomFile? file;
    private readonly RoomState? before;
    private readonly ShiftedClock clock;
    private readonly IReadOnlyList<string> listings;
    private readonly TextWriter errors;
    private SimulatedDiscord? discord;
    private Channel? channel;
    private RoomKeeper? keeper;
    private bool closing;

    private TryRoom(TryFolder folder, IReadOnlyList<string> listings, TextWriter errors)
    {
        (this.folder, this.listings, this.errors) = (folder, listings, errors);
        file = folder.IsKept ? new RoomFile(folder) : null;
        before = file?.Read();
        var now = DateTimeOffset.UtcNow;
        clock = new ShiftedClock(before?.Ahead ?? now.UtcDateTime.Date + Morning - now.UtcDateTime);
    }

    /// <summary>The page's address, which holds the secret that lets one in.</summary>
    public Uri Page { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Fails when the bot cannot be kept running.</summary>
    public Task Ended => ended.Task;

    /// <summary>The folder of everything stored, which goes with the room unless it is kept.</summary>
    public string Folder => folder.Path;

    /// <summary>The Discord it all happens in.</summary>
    public SimulatedDiscord Discord => discord!;

    /// <summary>The channel the bot is welcomed in and posts its digest to.</summary>
    public Channel Channel => channel!;

    /// <summary>The bot that runs now.</summary>
    public BotProcess? Bot { get; private set; }

    /// <summary>Starts it; the page is there when the task is done, and the bot comes in a moment later.</summary>
    /// <param name="wanted">How it is to be.</param>
    /// <param name="errors">Where it is told that the bot ended by itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailure">The folder or the port cannot be used.</exception>
    public static async Task<TryRoom> OpenAsync(TryRequest wanted, TextWriter errors, CancellationToken cancellationToken)
    {
        LeftBehind.Remove(Path.GetTempPath());
        var folder = wanted.Keep is { } kept ? TryFolder.Kept(kept) : TryFolder.Temporary();
        TryRoom room;
        try
        {
            room = new TryRoom(folder, wanted.Listings, errors);
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        try
        {
            await room.OpenAsync(wanted.Port, cancellationToken).ConfigureAwait(false);
            return room;
        }
        catch
        {
            await room.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts the bot anew; the one before must have ended.</summary>
    public void StartBot()
    {
        Dictionary<string, string> settings = new()
        {
            ["Discord:Token"] = Discord.World.Bot.Token,
            ["Discord:ApiAddress"] = Discord.ApiAddress,
            ["Discord:FreeSessionsPerHour"] = "500",

            // Whoever tries something out clicks faster than a channel's readers ask.
            ["Intake:PerMinute"] = "60",
            ["Digest:Channel"] = Channel.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Digest:Time"] = DigestTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            ["Digest:Files"] = "off",
            ["Digest:SettleMinutes"] = "0",
            ["Watch:Enabled"] = "false",
        };
        Bot = BotProcess.Start(folder.BotData, settings, clock.Ahead, listings);
        _ = WatchAsync(Bot);
    }

    /// <summary>Kills the bot as a power cut would, and takes its absence for wanted until it is started again.</summary>
    public void KillBot()
    {
        var killed = Bot;
        Bot = null;
        killed?.Kill();
    }

    /// <summary>Moves the clock on to the next digest, for the bot too.</summary>
    public void MoveToDigest() => page.MoveToDigest();

    public async ValueTask DisposeAsync()
    {
        closing = true;
        page.Dispose();
        if (Bot is { } bot)
        {
            await bot.DisposeAsync().ConfigureAwait(false);
        }

        if (discord is not null)
        {
            await discord.DisposeAsync().ConfigureAwait(false);
        }

        if (keeper is not null)
        {
            await keeper.DisposeAsync().ConfigureAwait(false);
        }

        folder.Dispose();
    }

    private async Task OpenAsync(int port, CancellationToken cancellationToken)
    {
        discord = await StartDiscordAsync(port, cancellationToken).ConfigureAwait(false);
        var place = before is null ? TriedPlace.Found(discord) : TriedPlace.Find(discord.World, before, file!);
        channel = place.Home;
        var token = before?.Token ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        if (file is not null)
        {
            List<RoomPerson> people = [.. place.People.Select(p => new RoomPerson(p.Person.Id, p.Role))];
            keeper = new RoomKeeper(
                file, discord,
                world => new RoomState(
                    RoomState.Ours, RoomState.Newest, token, discord.Address.Port, clock.Ahead, place.Home.Id, people, world),
                errors);
        }

        Page = page.Open(discord, new PageOptions
        {
            Token = token,
            People = place.People,
            Home = place.Home,
            WhenGone = folder.IsKept
                ? $"Start it again with: ./run try --keep {folder.Path}"
                : "What was here went with it; ./run try begins anew, and ./run try --keep FOLDER lasts.",
            Clock = clock,
            DigestTime = DigestTime,
            ClockMoved = () =>
            {
                Bot?.SetAhead(clock.Ahead);
                keeper?.Note();
            },
            Demonstrations = Demonstrations,
        });
        StartBot();
    }

    private async Task<SimulatedDiscord> StartDiscordAsync(int asked, CancellationToken cancellationToken)
    {
        var port = asked == 0 ? before?.Port ?? 0 : asked;
        try
        {
            return await SimulatedDiscord.StartAsync(
                new SimulatorOptions
                {
                    Port = port, Clock = clock, AlsoServe = page.Serve,
                    Before = before is null ? null : new SavedWorld(before.World, file!.BytesOf),
                }, cancellationToken).ConfigureAwait(false);
        }
        catch (DamagedSnapshot damaged)
        {
            throw file!.Damaged(damaged.Message);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailure(asked != 0 || before is null
                ? $"Port {port} is taken; choose another with --port, or leave it out."
                : $"Port {port}, where the page of {folder.Path} has its address, is taken by another program; end that one, or give "
                    + "the page a new address with --port.");
        }
    }

    /// <summary>What the page's buttons start.</summary>
    public IReadOnlyList<Demonstration> Demonstrations =>
    [
        new("lies", "Catch a lying model",
            "A stand-in for a weak model lies about three papers; what it drafted stands beside what readers would get.",
            (tell, token) => Running().PerformAsync(TriedBot.Lies, tell, token)),
        new("crash", "Crash in mid-digest",
            "The clock goes to the next digest, and the bot is killed the moment its first post stands; then it is started anew.",
            new CrashInChannel(this).RunAsync),
        new("restart", "Restart the bot", "The bot is ended in order and started again; nothing here is lost.", RestartAsync),
    ];

    private BotProcess Running() => Bot is { HasEnded: false } bot ? bot : throw new CommandFailure("The bot is not running.");

    private async Task RestartAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        if (Bot is { } bot)
        {
            Bot = null;
            await bot.DisposeAsync().ConfigureAwait(false);
        }

        tell("The bot has ended.");
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        StartBot();
        await UntilOnlineAsync(cancellationToken).ConfigureAwait(false);
        tell("The bot is back, with all it knew.");
    }

    /// <summary>Waits until the bot has come in.</summary>
    /// <exception cref="CommandFailure">It did not within a minute.</exception>
    public async Task UntilOnlineAsync(CancellationToken cancellationToken)
    {
        for (var waited = 0; !Discord.Gateway.BotIsOnline; waited++)
        {
            if (waited > 600)
            {
                throw new CommandFailure("The bot did not come back within a minute.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
        }
    }

    // A bot that ends by itself could not be started, or is broken: either way there is nothing to try any more.
    private async Task WatchAsync(BotProcess bot)
    {
        await bot.Ended.ConfigureAwait(false);

        // Ctrl-C reaches both at once, and the bot may be the faster.
        await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        if (!closing && Bot == bot)
        {
            await errors.WriteLineAsync("The bot has ended by itself; the reason stands above.").ConfigureAwait(false);
            ended.TrySetException(new CommandFailure("Without the bot there is nothing to try."));
        }
    }
}
