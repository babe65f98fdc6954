using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;

namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>Registering commands, everywhere and per server.</summary>
internal sealed class CommandRoutes(CommandRegistry commands, Places places)
{
    public IEnumerable<RestRoute> Routes() =>
        [.. At("/applications/{application_id}"), .. At("/applications/{application_id}/guilds/{guild_id}")];

    private IEnumerable<RestRoute> At(string place) =>
    [
        new("GET", place + "/commands", r => List(r, r.Asks("with_localizations"))),
        new("PUT", place + "/commands", Overwrite) { Limit = 5, Per = TimeSpan.FromSeconds(20) },
        new("POST", place + "/commands", Create) { Limit = 5, Per = TimeSpan.FromSeconds(20) },
        new("GET", place + "/commands/{command_id}", r => One(r, commands.Find(Scope(r), r.Id("command_id")))),
        new("PATCH", place + "/commands/{command_id}", r => One(r, commands.Change(Scope(r), r.Id("command_id"), r.Form))),
        new("DELETE", place + "/commands/{command_id}", Delete),
    ];

    private RestAnswer List(RestRequest request, bool withLocalizations) => RestAnswer.Ok(JsonFields.Array(
        commands.Of(Scope(request)).Select(c => c.Payload(places.World.Bot.Id, withLocalizations))));

    private RestAnswer Overwrite(RestRequest request)
    {
        commands.Overwrite(Scope(request), request.List);
        return List(request, withLocalizations: true);
    }

    private RestAnswer Create(RestRequest request)
    {
        var (command, isNew) = commands.Create(Scope(request), request.Form);
        return new RestAnswer(isNew ? 201 : 200, command.Payload(places.World.Bot.Id, withLocalizations: true));
    }

    private RestAnswer Delete(RestRequest request)
    {
        commands.Delete(Scope(request), request.Id("command_id"));
        return RestAnswer.Nothing;
    }

    private RestAnswer One(RestRequest request, RegisteredCommand command)
    {
        _ = Scope(request);
        return RestAnswer.Ok(command.Payload(places.World.Bot.Id, withLocalizations: true));
    }

    /// <summary>
    /// The server in the path; null for everywhere. Another application's commands are none of the bot's business.
    /// </summary>
    private ulong? Scope(RestRequest request)
    {
        if (request.Id("application_id") != places.World.Bot.Id)
        {
            throw new RefusedRequest(403, 20012, "You are not authorized to perform this action on this application");
        }

        return request.Values.ContainsKey("guild_id")
            ? places.World.GuildsOfBot.FirstOrDefault(
                g => g.Id == request.Id("guild_id"))?.Id ?? throw RefusedRequest.MissingAccess()
            : null;
    }
}
