using System.Globalization;
using System.Text;
using LLama.Native;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>Samplers made as LLamaSharp's chains.</summary>
internal sealed class LLamaSharpSamplers : INativeSamplers
{
    private readonly SafeLLamaSamplerChainHandle? chain;
    private readonly SafeLLamaSamplerChainHandle? grammar;

    /// <param name="functions">Of the same libraries.</param>
    /// <param name="handle">The model.</param>
    /// <param name="plan">Checked before.</param>
    /// <param name="model">Reads the tokens that a grammar speaks of.</param>
    /// <exception cref="LlamaException">The grammar cannot be read.</exception>
    public LLamaSharpSamplers(LlamaFunctions functions, SafeLlamaModelHandle handle, SamplingPlan plan, ILlamaModel model)
    {
        grammar = plan.Grammar is null ? null : Grammared(functions, handle, plan.Grammar, model);
        chain = plan.Temperature == 0 ? null : Chained(plan);
    }

    public nint Chain => chain?.DangerousGetHandle() ?? 0;

    public nint Grammar => grammar?.DangerousGetHandle() ?? 0;

    /// <summary>
    /// A grammar in ASCII, other characters as GBNF writes them by number: LLamaSharp passes texts on in the system's code page, which
    /// is not UTF-8 everywhere.
    /// </summary>
    public static string Escaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.IsAscii ? plain.Append((char)rune.Value) : plain.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
        }

        return plain.ToString();
    }

    public void Dispose()
    {
        chain?.Dispose();
        grammar?.Dispose();
    }

    private static unsafe SafeLLamaSamplerChainHandle Grammared(
        LlamaFunctions functions, SafeLlamaModelHandle handle, string text, ILlamaModel model)
    {
        // Read once before, as it was written: a grammar that llama.cpp refuses would stand in LLamaSharp's chain as a null pointer.
        functions.SamplerFree(NativeSamplers.Read(functions, functions.ModelVocabulary(handle.DangerousGetHandle()), text, model));
        var made = Empty();
        made.AddGrammar(handle, Escaped(text), "root");
        return made;
    }

    private static SafeLLamaSamplerChainHandle Chained(SamplingPlan plan)
    {
        var made = Empty();
        made.AddTopK(plan.TopK);
        if (plan.TopP < 1)
        {
            made.AddTopP(plan.TopP, 1);
        }

        if (plan.MinP > 0)
        {
            made.AddMinP(plan.MinP, 1);
        }

        made.AddTemperature(plan.Temperature);
        made.AddDistributionSampler(plan.UsableSeed());
        return made;
    }

    private static SafeLLamaSamplerChainHandle Empty() => SafeLLamaSamplerChainHandle.Create(new LLamaSamplerChainParams { NoPerf = true });
}
