using System.Numerics.Tensors;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// Chooses tokens with llama.cpp's samplers, whoever made them, one step at a time and looking between: where a grammar leaves
/// nothing to choose or a model's scores are not numbers, llama.cpp would end the process. With a grammar a token is first chosen without it;
/// one the grammar allows stays, else the choice is made again among those it allows (as llama.cpp's own programs do it:
/// asking a grammar about a whole vocabulary takes longer than computing a token).
/// </summary>
internal sealed unsafe class LlamaCppSampler : ILlamaSampler
{
    private readonly LlamaFunctions functions;
    private readonly IDisposable use;
    private readonly TokenPenalties penalties;
    private readonly INativeSamplers native;
    private readonly nint chain;
    private readonly nint grammar;
    private bool disposed;

    // Made when first needed, and as large as needed: a vocabulary's worth takes megabytes.
    private NativeCandidate[] candidates = [];
    private float[]? changed;

    /// <param name="functions">Of the libraries.</param>
    /// <param name="native">The samplers themselves; disposed with this.</param>
    /// <param name="plan">Checked before.</param>
    /// <param name="model">Whose it is.</param>
    /// <param name="use">Keeps the model, which native samplers do not; disposed with this.</param>
    public LlamaCppSampler(LlamaFunctions functions, INativeSamplers native, SamplingPlan plan, ILlamaModel model, IDisposable use)
    {
        this.functions = functions;
        this.native = native;
        this.use = use;
        Plan = plan;
        Model = model;
        penalties = new TokenPenalties(plan);
        chain = native.Chain;
        grammar = native.Grammar;
    }

    public SamplingPlan Plan { get; }

    public ILlamaModel Model { get; }

    public void Accept(int token)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Model.Facts.CheckToken(token);
        penalties.Accept(token);
    }

    /// <summary>Chooses by the scores of the whole vocabulary and remembers the choice.</summary>
    /// <exception cref="LlamaException">There is nothing to choose; the sequence cannot go on.</exception>
    public int Choose(ReadOnlySpan<float> scores)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        scores = Penalised(scores);
        var token = Pick(scores);
        if (grammar != 0 && !Allowed(token))
        {
            token = Pick(OnlyAllowed(scores));
        }

        if (grammar != 0)
        {
            functions.SamplerAccept(grammar, token);
        }

        penalties.Accept(token);
        return token;
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        native.Dispose();
        use.Dispose();
    }

    private ReadOnlySpan<float> Penalised(ReadOnlySpan<float> scores)
    {
        if (penalties.None)
        {
            return scores;
        }

        changed ??= new float[scores.Length];
        scores.CopyTo(changed);
        penalties.Apply(changed);
        return changed;
    }

    private int Pick(ReadOnlySpan<float> scores)
    {
        // The first that is no number, where there is one.
        var best = TensorPrimitives.IndexOfMax(scores);
        if (float.IsNaN(scores[best]) || float.IsPositiveInfinity(scores[best]))
        {
            throw new LlamaException("The model's scores are not numbers: its file is damaged, or its device computes wrongly.");
        }

        if (chain == 0)
        {
            return best;
        }

        var count = TopScores.Fill(scores, Plan.TopK, ref candidates);
        fixed (NativeCandidate* first = candidates)
        {
            var array = new NativeCandidates { Data = first, Count = (nuint)count, Selected = -1 };
            functions.SamplerApply(chain, &array);
            return array.Selected >= 0 && array.Selected < (long)array.Count
                ? array.Data[array.Selected].Token
                : throw new LlamaException("No token could be chosen.");
        }
    }

    private bool Allowed(int token)
    {
        var candidate = new NativeCandidate { Token = token };
        var array = new NativeCandidates { Data = &candidate, Count = 1, Selected = -1 };
        functions.SamplerApply(grammar, &array);
        return !float.IsNegativeInfinity(candidate.Logit);
    }

    private ReadOnlySpan<float> OnlyAllowed(ReadOnlySpan<float> scores)
    {
        var count = TopScores.Fill(scores, 0, ref candidates);
        fixed (NativeCandidate* first = candidates)
        {
            var array = new NativeCandidates { Data = first, Count = (nuint)count, Selected = -1 };
            functions.SamplerApply(grammar, &array);
        }

        changed ??= new float[scores.Length];
        foreach (ref readonly var candidate in candidates.AsSpan(0, count))
        {
            changed[candidate.Token] = candidate.Logit;
        }

        return TensorPrimitives.Max<float>(changed) > float.NegativeInfinity
            ? changed
            : throw new LlamaException("The grammar allows no token of this model here; the text cannot go on.");
    }
}
