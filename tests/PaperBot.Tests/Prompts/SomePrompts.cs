using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Prompts;

namespace PaperBot.Tests.Prompts;

/// <summary>Prompts that a test writes, and the ones that are shipped.</summary>
internal static class SomePrompts
{
    public const string Echo = """
        name: echo
        template_format: semantic-kernel
        template: |
          <message role="system">Say it again.</message>
          <message role="user">Before {{$question}} between {{$sources}} after</message>
        input_variables:
          - name: question
          - name: sources
            default: nothing
        execution_settings:
          default:
            max_tokens: 50
            temperature: 0.5
            stop_sequences: ["END"]
        """;

    public static string ShippedFolder => Path.Combine(Checkout.Root, "prompts");

    /// <summary>The shipped prompts, copied, with <see cref="Echo"/>.</summary>
    public static void FillWithShipped(TemporaryFolder folder)
    {
        foreach (var file in Directory.EnumerateFiles(ShippedFolder, "*.yaml"))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        folder.File("echo.yaml", Echo);
    }

    public static PromptLibrary Library(string folder, ILogger<PromptLibrary>? logger = null) =>
        new(Options.Create(new PromptOptions { Folder = folder }), logger ?? NullLogger<PromptLibrary>.Instance);
}
