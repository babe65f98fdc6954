using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;
using PaperBot.Intake;
using PaperBot.Surfaces;
using PaperBot.Tests.Commands;
using PaperBot.Tests.Surfaces;

namespace PaperBot.Tests.Intake;

/// <summary>The real services with the worker running, on a small listing, with a scripted model or none.</summary>
internal sealed class IntakeRoom : IAsyncDisposable
{
    private readonly CommandRoom room;

    private IntakeRoom(CommandRoom room) => this.room = room;

    public RecordingSurface Surface { get; } = new();

    public QuestionIntake Intake => room.Service<QuestionIntake>();

    public QuestionWorker Worker => room.Service<IEnumerable<IHostedService>>().OfType<QuestionWorker>().Single();

    public static async Task<IntakeRoom> OpenAsync(IChatClient? client = null, params (string Key, string Value)[] settings) =>
        new(await CommandRoom.OpenAsync(sample: false, CancellationToken.None, client, settings));

    public Refusal? Say(string text, out Task done, string person = "ada", bool isOperator = false) =>
        Intake.Take(new IncomingMessage(Guid.NewGuid().ToString("N"), "room", person, text) { IsOperator = isOperator }, Surface, out done);

    public async ValueTask DisposeAsync()
    {
        await Worker.StopAsync(CancellationToken.None);
        await room.DisposeAsync();
    }
}
