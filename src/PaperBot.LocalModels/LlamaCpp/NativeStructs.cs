using System.Runtime.InteropServices;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary><c>llama_model_params</c> of llama.cpp v0.4 and v0.5; field for field, bools are one byte.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeModelParams
{
    public nint Devices;
    public nint BufferOverrides;
    public int GpuLayers;
    public int SplitMode;
    public int LoadMode;
    public int LazyMode;
    public int MainGpu;
    public nint TensorSplit;
    public nint ProgressCallback;
    public nint ProgressData;
    public nint MetadataOverrides;
    public byte VocabularyOnly;
    public byte CheckTensors;
    public byte UseExtraBuffers;
    public byte NoHost;
    public byte NoAlloc;
    public byte LoadMtp;
}

/// <summary><c>llama_context_params</c> of llama.cpp v0.4 and v0.5; field for field, bools are one byte.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeContextParams
{
    public uint Context;
    public uint Batch;
    public uint MicroBatch;
    public uint Sequences;
    public uint RecurrentSnapshots;
    public uint Outputs;
    public uint OutputsPerSequence;
    public int Threads;
    public int BatchThreads;
    public int ContextType;
    public int RopeScaling;
    public int Pooling;
    public int Attention;
    public int FlashAttention;
    public float RopeBase;
    public float RopeScale;
    public float YarnExtension;
    public float YarnAttention;
    public float YarnFast;
    public float YarnSlow;
    public uint YarnContext;
    public float DefragmentThreshold;
    public nint EvalCallback;
    public nint EvalData;
    public int KeyType;
    public int ValueType;
    public nint AbortCallback;
    public nint AbortData;
    public byte Embeddings;
    public byte OffloadKqv;
    public byte NoPerf;
    public byte OffloadOperations;
    public byte FullSlidingWindow;
    public byte UnifiedMemory;
    public nint Samplers;
    public nuint SamplerCount;
    public nint OtherContext;
}

/// <summary><c>llama_batch</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeBatch
{
    public int Count;
    public int* Tokens;
    public float* Embeddings;
    public int* Positions;
    public int* SequenceCounts;
    public int** Sequences;
    public sbyte* Outputs;
}

/// <summary><c>llama_token_data</c>: a token, its score, its probability.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeCandidate
{
    public int Token;
    public float Logit;
    public float Probability;
}

/// <summary><c>llama_token_data_array</c>; samplers may let <see cref="Data"/> point elsewhere.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeCandidates
{
    public NativeCandidate* Data;
    public nuint Count;
    public long Selected;
    public byte Sorted;
}

/// <summary><c>llama_sampler_chain_params</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeChainParams
{
    public byte NoPerf;
}
