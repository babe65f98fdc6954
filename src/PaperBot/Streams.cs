using System.Text;

namespace PaperBot;

/// <summary>Where the program reads and writes: the process's own streams, or a test's.</summary>
internal sealed record Streams(Func<Stream> OpenInput, TextWriter Out, TextWriter Error)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether a person types the input.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Whether a person watches the output.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether the output understands cursor movement and colour.</summary>
    public bool OutputIsRich { get; init; }

    /// <summary>Columns a line may take.</summary>
    public Func<int> Width { get; init; } = () => 80;

    /// <summary>The input as text; a byte order mark is not part of it.</summary>
    public TextReader OpenText() => new StreamReader(OpenInput(), Utf8, detectEncodingFromByteOrderMarks: true);

    /// <summary>
    /// The streams of the process, in UTF-8 whatever the locale says: titles are not limited to a code page, and JSON is UTF-8.
    /// </summary>
    public static Streams OfProcess()
    {
        var dumb = Environment.GetEnvironmentVariable("TERM") is "dumb" or "" or null && !OperatingSystem.IsWindows();
        var colourless = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Utf8;
            Console.InputEncoding = Utf8;
        }

        return new Streams(
            Console.OpenStandardInput,
            new StreamWriter(Console.OpenStandardOutput(), Utf8, 4096) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), Utf8, 1024) { AutoFlush = true })
        {
            InputIsTerminal = !Console.IsInputRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            OutputIsRich = !Console.IsOutputRedirected && !dumb && !colourless,
            Width = () => Console.WindowWidth is > 0 and var columns ? columns : 80,
        };
    }
}
