using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LLama.Native;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>
/// Chooses tokens with LLamaSharp's sampler chains, looking between the steps as the built-in sampler does: where a grammar leaves
/// nothing to choose or scores are not numbers, llama.cpp would end the process. A token is first chosen without the grammar; one
/// it does not allow is chosen again among those it does.
/// </summary>
internal sealed unsafe class LLamaSharpSampler : ILlamaSampler
{
    /// <summary>llama.cpp takes this seed for "choose one yourself".</summary>
    private const uint RandomSeed = uint.MaxValue;

    private readonly IDisposable use;
    private readonly TokenPenalties penalties;
    private readonly LLamaTokenData[] candidates;
    private readonly LLamaTokenData[] single = new LLamaTokenData[1];
    private readonly SafeLLamaSamplerChainHandle? chain;
    private readonly SafeLLamaSamplerChainHandle? grammar;
    private bool disposed;

    /// <param name="functions">Of the same libraries.</param>
    /// <param name="handle">The model.</param>
    /// <param name="model">The same, for its facts.</param>
    /// <param name="plan">Checked before.</param>
    /// <param name="use">Keeps the model, which LLamaSharp's chains do not; disposed with this.</param>
    /// <exception cref="LlamaException">The grammar cannot be read.</exception>
    public LLamaSharpSampler(
        LlamaFunctions functions, SafeLlamaModelHandle handle, LLamaSharpModel model, SamplingPlan plan, IDisposable use)
    {
        this.use = use;
        Plan = plan;
        Model = model;
        penalties = new TokenPenalties(plan);
        candidates = new LLamaTokenData[model.Facts.Vocabulary];
        grammar = plan.Grammar is null ? null : Grammar(functions, handle, plan.Grammar);
        chain = plan.Temperature == 0 ? null : Chain();
    }

    public SamplingPlan Plan { get; }

    public LLamaSharpModel Model { get; }

    public void Accept(int token)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Model.CheckToken(token);
        penalties.Accept(token);
    }

    /// <summary>Chooses by the scores of the whole vocabulary and remembers the choice.</summary>
    /// <exception cref="LlamaException">There is nothing to choose; the sequence cannot go on.</exception>
    public int Choose(ReadOnlySpan<float> scores)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Take(scores);
        var token = Pick();
        if (grammar is not null && !Allows(grammar, token))
        {
            Take(scores);
            Apply(grammar, candidates);
            if (Array.TrueForAll(candidates, c => float.IsNegativeInfinity(c.Logit)))
            {
                throw new LlamaException("The grammar allows no token of this model here; the text cannot go on.");
            }

            token = Pick();
        }

        grammar?.Accept(token);
        penalties.Accept(token);
        return token;
    }

    public void Dispose()
    {
        disposed = true;
        chain?.Dispose();
        grammar?.Dispose();
        use.Dispose();
    }

    private void Take(ReadOnlySpan<float> scores)
    {
        var broken = false;
        for (var token = 0; token < candidates.Length; token++)
        {
            broken |= float.IsNaN(scores[token]) || float.IsPositiveInfinity(scores[token]);
            candidates[token] = new LLamaTokenData(token, scores[token], 0);
        }

        if (broken)
        {
            throw new LlamaException("The model's scores are not numbers: its file is damaged, or its device computes wrongly.");
        }

        penalties.Apply(MemoryMarshal.Cast<LLamaTokenData, NativeCandidate>(candidates.AsSpan()));
    }

    private int Pick()
    {
        if (chain is null)
        {
            var best = 0;
            for (var token = 1; token < candidates.Length; token++)
            {
                best = candidates[token].Logit > candidates[best].Logit ? token : best;
            }

            return best;
        }

        return Apply(chain, candidates) ?? throw new LlamaException("No token could be chosen.");
    }

    private bool Allows(SafeLLamaSamplerChainHandle rules, int token)
    {
        single[0] = new LLamaTokenData(token, 0, 0);
        Apply(rules, single);
        return !float.IsNegativeInfinity(single[0].Logit);
    }

    // The token it selects; null for none.
    private static int? Apply(SafeLLamaSamplerChainHandle samplers, LLamaTokenData[] data)
    {
        using var pin = LLamaTokenDataArrayNative.Create(new LLamaTokenDataArray(data), out var native);

        // LLamaSharp leaves it at 0, which is a token like any other.
        native.Selected = -1;
        samplers.Apply(ref native);
        return native.Selected >= 0 && native.Selected < (long)native.Size ? (int)native.Data[(int)native.Selected].ID : null;
    }

    private static SafeLLamaSamplerChainHandle Grammar(LlamaFunctions functions, SafeLlamaModelHandle handle, string text)
    {
        GrammarCheck.Throw(text, token => handle.Tokenize(token, addBos: false, special: true, Encoding.UTF8).Length == 1);

        // A grammar that llama.cpp does not read would stand in LLamaSharp's chain as a null pointer; and LLamaSharp passes texts on in
        // the system's code page, which is not UTF-8 everywhere.
        var plain = Escaped(text);
        LlamaLog.Forget();
        fixed (byte* rules = NativeText.Ended(plain))
        fixed (byte* root = "root\0"u8)
        {
            var read = functions.Grammar(functions.ModelVocabulary(handle.DangerousGetHandle()), rules, root);
            if (read == 0)
            {
                throw new LlamaException($"The grammar cannot be read.{LlamaLog.Because()}");
            }

            functions.SamplerFree(read);
        }

        var made = Empty();
        made.AddGrammar(handle, plain, "root");
        return made;
    }

    /// <summary>A grammar in ASCII: other characters as GBNF writes them by number.</summary>
    internal static string Escaped(string grammar)
    {
        if (Ascii.IsValid(grammar))
        {
            return grammar;
        }

        var plain = new StringBuilder();
        foreach (var rune in grammar.EnumerateRunes())
        {
            _ = rune.IsAscii ? plain.Append((char)rune.Value) : plain.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
        }

        return plain.ToString();
    }

    private SafeLLamaSamplerChainHandle Chain()
    {
        var made = Empty();
        made.AddTopK(Plan.TopK);
        if (Plan.TopP < 1)
        {
            made.AddTopP(Plan.TopP, 1);
        }

        if (Plan.MinP > 0)
        {
            made.AddMinP(Plan.MinP, 1);
        }

        made.AddTemperature(Plan.Temperature);
        made.AddDistributionSampler(Plan.Seed == RandomSeed ? RandomSeed - 1 : Plan.Seed);
        return made;
    }

    private static SafeLLamaSamplerChainHandle Empty() => SafeLLamaSamplerChainHandle.Create(new LLamaSamplerChainParams { NoPerf = true });
}
