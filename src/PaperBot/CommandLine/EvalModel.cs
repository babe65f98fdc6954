using PaperBot.Answering;
using PaperBot.Generation;

namespace PaperBot.CommandLine;

/// <summary>Who writes the answers that <c>eval</c> scores.</summary>
/// <param name="Option">As typed after <c>--model</c>.</param>
/// <param name="Name">For a reader.</param>
internal sealed record EvalModel(string Option, string Name)
{
    private const int Seed = 7;
    private const double LieRate = 0.3;

    public static readonly EvalModel Configured = new("auto", "the configured model");
    public static readonly EvalModel None = new("none", "no model");
    public static readonly EvalModel Honest = new("honest", "honest stand-in");
    public static readonly EvalModel Lying = new("lying", "stand-in that lies in 3 of 10 sentences");

    public static readonly IReadOnlyList<EvalModel> All = [Configured, None, Honest, Lying];

    /// <summary>Runs something with an answerer for which this model writes.</summary>
    public async Task<T> UseAsync<T>(Run run, Func<QuestionAnswerer, Task<T>> use)
    {
        if (this == Configured)
        {
            return await use(run.Service<QuestionAnswerer>()).ConfigureAwait(false);
        }

        using var standIn = this == None ? null : new LyingModel(Seed, this == Honest ? 0 : LieRate);
        return await use(run.Services.AnswererWith(standIn)).ConfigureAwait(false);
    }
}
