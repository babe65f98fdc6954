using PaperBot.CommandLine.Json;
using PaperBot.Diagnosis;
using PaperBot.Text;

namespace PaperBot.CommandLine;

/// <summary>Checks as a person or a program reads them.</summary>
internal sealed record CheckList(IReadOnlyList<Check> Checks)
{
    /// <summary>Failed when one of them found a problem.</summary>
    public int ExitCode => Checks.Any(c => c.Status == CheckStatus.Problem) ? CommandLine.ExitCode.Failed : CommandLine.ExitCode.Done;

    public void Show(Run run, bool json)
    {
        if (json)
        {
            run.Out.WriteJson(new DoctorJson([.. Checks.Select(c => new CheckJson(c.Name, Word(c), c.Detail, c.Fix))]));
        }
        else
        {
            run.Show(string.Join('\n', Checks.Select(c =>
                $"- **{Markdown.Literal(c.Name)}** {Word(c)}: {Markdown.Literal(c.Detail)}" + (c.Fix is null ? "" : $" {Markdown.Literal(c.Fix)}"))));
        }
    }

    private static string Word(Check check) => check.Status.ToString().ToLowerInvariant();
}
