using Microsoft.Extensions.AI;

namespace PaperBot.Engines;

/// <summary>Somebody who can write.</summary>
/// <param name="Name">As settings, logs and <c>--engine</c> call it: <c>openai</c>, <c>local</c>.</param>
/// <param name="Client">Who it is.</param>
internal sealed record Engine(string Name, IChatClient Client);
