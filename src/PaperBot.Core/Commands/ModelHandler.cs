using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Localisation;
using PaperBot.Prompts;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary><c>/model</c>: says who writes answers, and switches between the model and the abstracts' own words.</summary>
internal sealed class ModelHandler(ModelSwitch model, IChatClient? client = null)
{
    private const int MostName = 60;

    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var say = call.Say;
        if (client is null)
        {
            return Task.FromResult(new Reply(say.Of(Phrase.ModelNone)));
        }

        var writer = ChatCapabilities.Of(client);
        var engine = Markdown.Literal(writer.Engine, MostName);
        switch (call.Text("state")?.ToLowerInvariant())
        {
            case "on":
                model.IsOn = true;
                return Task.FromResult(new Reply(say.Of(Phrase.ModelTurnedOn, engine)));
            case "off":
                model.IsOn = false;
                return Task.FromResult(new Reply(say.Of(Phrase.ModelTurnedOff)));
            default:
                return Task.FromResult(new Reply(say.Of(model.IsOn && !writer.Rests ? Phrase.StatusModel : Phrase.StatusModelOff, engine) + "."));
        }
    }
}
