using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Native samplers: who makes them frees them, and how they are used is the same for everybody.</summary>
internal interface INativeSamplers : IDisposable
{
    /// <summary>Pointer to what narrows the choice and chooses; 0 where the likeliest is taken.</summary>
    nint Chain { get; }

    /// <summary>Pointer to what knows the grammar; 0 for none.</summary>
    nint Grammar { get; }
}

/// <summary>Samplers made through llama.cpp's C API.</summary>
internal sealed unsafe class NativeSamplers : INativeSamplers
{
    private readonly LlamaFunctions functions;

    /// <param name="functions">Of the libraries.</param>
    /// <param name="words">The native vocabulary.</param>
    /// <param name="plan">Checked before.</param>
    /// <param name="model">Reads the tokens that a grammar speaks of.</param>
    /// <exception cref="LlamaException">The grammar cannot be read.</exception>
    public NativeSamplers(LlamaFunctions functions, nint words, SamplingPlan plan, ILlamaModel model)
    {
        this.functions = functions;
        Grammar = plan.Grammar is null ? 0 : Read(functions, words, plan.Grammar, model);
        Chain = plan.Temperature == 0 ? 0 : Made(plan);
    }

    public nint Chain { get; }

    public nint Grammar { get; }

    /// <summary>Reads a grammar; the sampler is the caller's to free.</summary>
    /// <exception cref="LlamaException">It cannot be read; the sentence says why.</exception>
    public static nint Read(LlamaFunctions functions, nint words, string text, ILlamaModel model)
    {
        GrammarCheck.Throw(text, token => model.Tokenise(token, special: true).Length == 1);
        LlamaLog.Forget();
        fixed (byte* rules = NativeText.Ended(text))
        fixed (byte* root = "root\0"u8)
        {
            var read = functions.Grammar(words, rules, root);
            return read != 0 ? read : throw new LlamaException($"The grammar cannot be read.{LlamaLog.Because()}");
        }
    }

    public void Dispose()
    {
        foreach (var sampler in (nint[])[Chain, Grammar])
        {
            if (sampler != 0)
            {
                functions.SamplerFree(sampler);
            }
        }
    }

    private nint Made(SamplingPlan plan)
    {
        var made = functions.ChainCreate(new NativeChainParams { NoPerf = 1 });
        functions.ChainAdd(made, functions.TopK(plan.TopK));
        if (plan.TopP < 1)
        {
            functions.ChainAdd(made, functions.TopP(plan.TopP, 1));
        }

        if (plan.MinP > 0)
        {
            functions.ChainAdd(made, functions.MinP(plan.MinP, 1));
        }

        functions.ChainAdd(made, functions.Temperature(plan.Temperature));
        functions.ChainAdd(made, functions.Distribution(plan.UsableSeed()));
        return made;
    }
}
