using PaperBot.CommandLine.Trying.Keeping;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.CommandLine.Trying;

/// <summary>Where it all happens: a small server with two readers and its admin.</summary>
/// <param name="Home">The channel the bot is welcomed in and posts its digest to.</param>
/// <param name="People">Those one can be, with a word for what each is there.</param>
internal sealed record TriedPlace(Channel Home, IReadOnlyList<(Person Person, string Role)> People)
{
    private const int ShortestToken = 16;

    /// <summary>Founds it in a Discord where nothing is yet.</summary>
    public static TriedPlace Found(SimulatedDiscord discord)
    {
        var world = discord.World;
        var (owner, mina, jonas) = (world.AddPerson("Olga"), world.AddPerson("Mina"), world.AddPerson("Jonas"));
        var guild = world.AddGuild("Reading group", owner);
        var home = world.AddChannel(guild, "papers");
        home.Topic = "What is new, and what it says. PaperBot answers whoever mentions it.";
        world.AddChannel(guild, "lounge").Topic = "Everything else";
        Array.ForEach([mina, jonas, world.Bot.User], person => world.Join(guild, person));
        Array.ForEach([mina, jonas, owner], person => _ = discord.Act.Direct(person));
        return new TriedPlace(home, [(mina, "reader"), (jonas, "reader"), (owner, "admin")]);
    }

    /// <summary>Finds it again.</summary>
    /// <exception cref="CommandFailure">It is not in that world, or nothing leads to it.</exception>
    public static TriedPlace Find(DiscordWorld world, RoomState state, RoomFile file)
    {
        var home = world.FindChannel(state.Home) ?? throw file.Damaged($"its channel {state.Home} is nowhere");
        List<(Person, string)> people =
        [
            .. state.People.Select(p => (
                world.FindPerson(p.Id) ?? throw file.Damaged($"its person {p.Id} is nowhere"), p.Role)),
        ];
        return people.Count > 0 && state.Token.Length >= ShortestToken && state.Token.All(char.IsAsciiHexDigitLower)
            ? new TriedPlace(home, people)
            : throw file.Damaged("it says nobody to be, or no way in");
    }
}
