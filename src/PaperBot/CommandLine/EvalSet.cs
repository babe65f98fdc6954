using PaperBot.Evaluation;
using PaperBot.Hosting;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary>Questions with the papers they are about: the shipped ones over the shipped sample, or a person's over the store.</summary>
/// <param name="Name">For a reader.</param>
/// <param name="Questions">In file order.</param>
/// <param name="Keys">The titles of the gold papers.</param>
/// <param name="IsShipped">Whether the papers are the sample, aside from whatever is stored.</param>
internal sealed record EvalSet(string Name, IReadOnlyList<EvalQuestion> Questions, IReadOnlyList<PaperKey> Keys, bool IsShipped)
{
    public static EvalSet Shipped() => new(
        "Shipped questions over the shipped sample",
        Read(() => EvalQuestion.ReadFile(Path.Combine(SampleImport.Folder, "questions.jsonl"))),
        Read(() => PaperKey.ReadFile(Path.Combine(SampleImport.Folder, "keys.jsonl"))),
        IsShipped: true);

    /// <exception cref="CommandFailure">A line of a file is wrong; the message names it.</exception>
    public static EvalSet Of(FileInfo questions, FileInfo keys) => new(
        questions.Name, Read(() => EvalQuestion.ReadFile(questions.FullName)), Read(() => PaperKey.ReadFile(keys.FullName)), IsShipped: false);

    /// <summary>Runs something with the papers of the set at hand.</summary>
    public async Task<int> UseAsync(Run run, Func<Run, CorpusSnapshot, Task<int>> use, CancellationToken cancellationToken) => IsShipped
        ? await SampleCorpus.UseAsync(run, use, cancellationToken).ConfigureAwait(false)
        : await use(run, await run.PapersToAskAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

    private static IReadOnlyList<T> Read<T>(Func<IReadOnlyList<T>> read)
    {
        try
        {
            return read();
        }
        catch (FormatException wrong)
        {
            throw new CommandFailure(wrong.Message);
        }
    }
}
