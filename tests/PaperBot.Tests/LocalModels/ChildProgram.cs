using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.Tests.LocalModels;

/// <summary>
/// This program as another process that does something with llama.cpp which may end it. It is told what by the environment, so
/// that the test framework never gets to see it.
/// </summary>
internal static class ChildProgram
{
    private const string TaskVariable = "PAPERBOT_TESTS_CHILD";
    private const string FolderVariable = "PAPERBOT_TESTS_CHILD_FOLDER";

    /// <summary>Loads every model file of the folder that has no outcome yet, and writes a little with it.</summary>
    public const string TryModels = "try-models";

    /// <summary>Loads the model, cuts its file short and goes on writing; the name says whether the file is mapped.</summary>
    public const string CutMapped = "cut-mapped";

    public const string CutRead = "cut-read";

    /// <summary>Embeds with the model.</summary>
    public const string Embed = "embed";

    /// <summary>Runs a task in a process of its own and tells its exit code, and what llama.cpp said at its end.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string task, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(ChildProgram).Assembly.Location },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                [TaskVariable] = task,
                [FolderVariable] = folder,
                [NativeLibrariesForTests.FolderVariable] = NativeLibrariesForTests.FolderOrSkip(),

                // ggml calls a debugger to a process it is about to end; that takes seconds.
                ["GGML_NO_BACKTRACE"] = "1",
                ["DOTNET_DbgEnableMiniDump"] = "0",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            await Task.WhenAll(output, errors);
            return (process.ExitCode, (await errors).Split('\n').FirstOrDefault(IsFatal) ?? string.Empty);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

#pragma warning disable CA2255 // It is a program, and nothing runs before this.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable(TaskVariable) is { Length: > 0 } task)
        {
            var folder = Environment.GetEnvironmentVariable(FolderVariable)!;
            using var runtime = LlamaCppRuntime.Open(
                Environment.GetEnvironmentVariable(NativeLibrariesForTests.FolderVariable)!, NullLogger.Instance);
            if (task == TryModels)
            {
                foreach (var file in Directory.GetFiles(folder, "*.gguf").Order(StringComparer.Ordinal))
                {
                    Try(runtime, file);
                }
            }
            else if (task == Embed)
            {
                Vector(runtime, Path.Combine(folder, "model.gguf"));
            }
            else
            {
                Cut(runtime, Path.Combine(folder, "model.gguf"), mapped: task == CutMapped);
            }

            Environment.Exit(0);
        }
    }

    /// <summary>Where the outcome of a file stands; one that only began ended the process.</summary>
    public static string Outcome(string file) => file + ".outcome";

    /// <summary>A line such as <c>/build/llama.cpp:12: GGML_ASSERT(…) failed</c>.</summary>
    private static bool IsFatal(string line) =>
        line.Contains(".cpp:", StringComparison.Ordinal) || line.Contains(".c:", StringComparison.Ordinal)
        || line.Contains("what():", StringComparison.Ordinal);

    private static void Try(LlamaCppRuntime runtime, string file)
    {
        if (File.Exists(Outcome(file)))
        {
            return;
        }

        File.WriteAllText(Outcome(file), "began");
        string outcome;
        try
        {
            using var model = runtime.Load(new ModelLoad(file), null, default);
            Write(model, 4);
            outcome = "wrote";
        }
        catch (Exception refused) when (refused is LlamaException or ArgumentException)
        {
            outcome = "refused: " + refused.Message;
        }

        File.WriteAllText(Outcome(file), outcome);
    }

    private static void Cut(LlamaCppRuntime runtime, string file, bool mapped)
    {
        using var model = runtime.Load(new ModelLoad(file) { Mapped = mapped }, null, default);
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            stream.SetLength(4096);
        }

        Write(model, 8);
    }

    private static void Vector(LlamaCppRuntime runtime, string file)
    {
        using var model = runtime.Load(new ModelLoad(file), null, default);
        using var context = model.Open(new ContextShape { Tokens = 256, Embeds = true });
        var batch = new TokenBatch(1);
        batch.Add(2, 0, 0, output: true);
        context.Decode(batch, default);
    }

    private static void Write(ILlamaModel model, int count)
    {
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(new SamplingPlan { Seed = 1 });
        var batch = new TokenBatch(8);
        var token = model.Tokenise("a", special: false)[0];
        for (var position = 0; position < count; position++)
        {
            batch.Clear();
            batch.Add(token, position, 0, output: true);
            context.Decode(batch, default);
            token = context.Sample(sampler, 0);
            model.Piece(token);
        }
    }
}
