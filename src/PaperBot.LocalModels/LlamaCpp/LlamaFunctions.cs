namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// The functions of llama.cpp and ggml that are used, bound by name, each as <c>include/llama.h</c> and
/// <c>ggml/include/ggml-backend.h</c> declare it. Pointers to opaque things are <see langword="nint"/>, <c>bool</c> is a byte.
/// </summary>
internal sealed unsafe class LlamaFunctions
{
    // The library itself.
    public readonly delegate* unmanaged[Cdecl]<byte*> Version;
    public readonly delegate* unmanaged[Cdecl]<void> BackendInit;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, void> SetLog;

    /// <summary>Null in libraries that have it not.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, nint> SetAbort;

    public readonly delegate* unmanaged[Cdecl]<NativeModelParams> ModelDefaults;
    public readonly delegate* unmanaged[Cdecl]<NativeContextParams> ContextDefaults;
    public readonly delegate* unmanaged[Cdecl]<nuint> MostSequences;

    // Devices.
    public readonly delegate* unmanaged[Cdecl]<byte*, void> LoadBackends;
    public readonly delegate* unmanaged[Cdecl]<nuint> DeviceCount;
    public readonly delegate* unmanaged[Cdecl]<nuint, nint> Device;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> DeviceName;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> DeviceDescription;
    public readonly delegate* unmanaged[Cdecl]<nint, int> DeviceType;
    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nuint*, void> DeviceMemory;

    // Threads; each of these is null in libraries that have it not.
    public readonly delegate* unmanaged[Cdecl]<byte*, int, void> ThreadsDefaults;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, nint, void> AttachThreads;
    public readonly delegate* unmanaged[Cdecl]<byte*, nint> BackendByName;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nint> BackendFunction;

    // Models.
    public readonly delegate* unmanaged[Cdecl]<byte*, NativeModelParams, nint> ModelLoad;
    public readonly delegate* unmanaged[Cdecl]<nint, void> ModelFree;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> ModelVocabulary;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> ModelDescription;
    public readonly delegate* unmanaged[Cdecl]<nint, ulong> ModelSize;
    public readonly delegate* unmanaged[Cdecl]<nint, ulong> ModelParameters;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ModelTrainedContext;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ModelEmbedding;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ModelLayers;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ModelWindow;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> ModelHasEncoder;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> ModelIsRecurrent;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> ModelIsHybrid;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*> ModelTemplate;
    public readonly delegate* unmanaged[Cdecl]<nint, int> MetadataCount;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, nuint, int> MetadataKey;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, nuint, int> MetadataValue;

    // Vocabulary.
    public readonly delegate* unmanaged[Cdecl]<nint, int> VocabularyType;
    public readonly delegate* unmanaged[Cdecl]<nint, int> VocabularySize;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*> TokenText;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> TokenAttributes;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte> TokenEndsTurn;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Beginning;
    public readonly delegate* unmanaged[Cdecl]<nint, int> End;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Separator;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> AddsBeginning;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> AddsEnd;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> AddsSeparator;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int, byte, byte, int> Tokenise;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int, int, byte, int> Piece;

    // Contexts.
    public readonly delegate* unmanaged[Cdecl]<nint, NativeContextParams, nint> ContextOpen;
    public readonly delegate* unmanaged[Cdecl]<nint, void> ContextFree;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> ContextTokens;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> ContextBatch;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> ContextMicroBatch;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ContextPooling;
    public readonly delegate* unmanaged[Cdecl]<nint, NativeBatch, int> Decode;
    public readonly delegate* unmanaged[Cdecl]<nint, void> Synchronise;
    public readonly delegate* unmanaged[Cdecl]<nint, int, float*> Logits;
    public readonly delegate* unmanaged[Cdecl]<nint, int, float*> Embedding;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> Memory;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int, int, byte> MemoryRemove;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int, int, int, void> MemoryCopy;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> MemoryLast;
    public readonly delegate* unmanaged[Cdecl]<nint, int, nuint> SavedSize;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int, nuint> Save;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int, nuint> Restore;

    // Samplers.
    public readonly delegate* unmanaged[Cdecl]<NativeChainParams, nint> ChainCreate;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, void> ChainAdd;
    public readonly delegate* unmanaged[Cdecl]<int, nint> TopK;
    public readonly delegate* unmanaged[Cdecl]<float, nuint, nint> TopP;
    public readonly delegate* unmanaged[Cdecl]<float, nuint, nint> MinP;
    public readonly delegate* unmanaged[Cdecl]<float, nint> Temperature;
    public readonly delegate* unmanaged[Cdecl]<uint, nint> Distribution;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> Grammar;
    public readonly delegate* unmanaged[Cdecl]<nint, NativeCandidates*, void> SamplerApply;
    public readonly delegate* unmanaged[Cdecl]<nint, int, void> SamplerAccept;
    public readonly delegate* unmanaged[Cdecl]<nint, void> SamplerFree;

    public LlamaFunctions(NativeExports exports)
    {
        Version = (delegate* unmanaged[Cdecl]<byte*>)exports.Find("llama_version");
        BackendInit = (delegate* unmanaged[Cdecl]<void>)exports.Find("llama_backend_init");
        SetLog = (delegate* unmanaged[Cdecl]<nint, nint, void>)exports.Find("llama_log_set");
        SetAbort = (delegate* unmanaged[Cdecl]<nint, nint>)exports.FindOptional("ggml_set_abort_callback");
        ModelDefaults = (delegate* unmanaged[Cdecl]<NativeModelParams>)exports.Find("llama_model_default_params");
        ContextDefaults = (delegate* unmanaged[Cdecl]<NativeContextParams>)exports.Find("llama_context_default_params");
        MostSequences = (delegate* unmanaged[Cdecl]<nuint>)exports.Find("llama_max_parallel_sequences");

        LoadBackends = (delegate* unmanaged[Cdecl]<byte*, void>)exports.Find("ggml_backend_load_all_from_path");
        DeviceCount = (delegate* unmanaged[Cdecl]<nuint>)exports.Find("ggml_backend_dev_count");
        Device = (delegate* unmanaged[Cdecl]<nuint, nint>)exports.Find("ggml_backend_dev_get");
        DeviceName = (delegate* unmanaged[Cdecl]<nint, byte*>)exports.Find("ggml_backend_dev_name");
        DeviceDescription = (delegate* unmanaged[Cdecl]<nint, byte*>)exports.Find("ggml_backend_dev_description");
        DeviceType = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("ggml_backend_dev_type");
        DeviceMemory = (delegate* unmanaged[Cdecl]<nint, nuint*, nuint*, void>)exports.Find("ggml_backend_dev_memory");

        ThreadsDefaults = (delegate* unmanaged[Cdecl]<byte*, int, void>)exports.FindOptional("ggml_threadpool_params_init");
        AttachThreads = (delegate* unmanaged[Cdecl]<nint, nint, nint, void>)exports.FindOptional("llama_attach_threadpool");
        BackendByName = (delegate* unmanaged[Cdecl]<byte*, nint>)exports.FindOptional("ggml_backend_reg_by_name");
        BackendFunction = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)exports.FindOptional("ggml_backend_reg_get_proc_address");

        ModelLoad = (delegate* unmanaged[Cdecl]<byte*, NativeModelParams, nint>)exports.Find("llama_model_load_from_file");
        ModelFree = (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("llama_model_free");
        ModelVocabulary = (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("llama_model_get_vocab");
        ModelDescription = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int>)exports.Find("llama_model_desc");
        ModelSize = (delegate* unmanaged[Cdecl]<nint, ulong>)exports.Find("llama_model_size");
        ModelParameters = (delegate* unmanaged[Cdecl]<nint, ulong>)exports.Find("llama_model_n_params");
        ModelTrainedContext = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_model_n_ctx_train");
        ModelEmbedding = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_model_n_embd_out");
        ModelLayers = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_model_n_layer");
        ModelWindow = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_model_n_swa");
        ModelHasEncoder = (delegate* unmanaged[Cdecl]<nint, byte>)exports.Find("llama_model_has_encoder");
        ModelIsRecurrent = (delegate* unmanaged[Cdecl]<nint, byte>)exports.Find("llama_model_is_recurrent");
        ModelIsHybrid = (delegate* unmanaged[Cdecl]<nint, byte>)exports.Find("llama_model_is_hybrid");
        ModelTemplate = (delegate* unmanaged[Cdecl]<nint, byte*, byte*>)exports.Find("llama_model_chat_template");
        MetadataCount = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_model_meta_count");
        MetadataKey = (delegate* unmanaged[Cdecl]<nint, int, byte*, nuint, int>)exports.Find("llama_model_meta_key_by_index");
        MetadataValue =
            (delegate* unmanaged[Cdecl]<nint, int, byte*, nuint, int>)exports.Find("llama_model_meta_val_str_by_index");

        VocabularyType = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_vocab_type");
        VocabularySize = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_vocab_n_tokens");
        TokenText = (delegate* unmanaged[Cdecl]<nint, int, byte*>)exports.Find("llama_vocab_get_text");
        TokenAttributes = (delegate* unmanaged[Cdecl]<nint, int, int>)exports.Find("llama_vocab_get_attr");
        TokenEndsTurn = (delegate* unmanaged[Cdecl]<nint, int, byte>)exports.Find("llama_vocab_is_eog");
        Beginning = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_vocab_bos");
        End = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_vocab_eos");
        Separator = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_vocab_sep");
        AddsBeginning = (delegate* unmanaged[Cdecl]<nint, byte>)exports.Find("llama_vocab_get_add_bos");
        AddsEnd = (delegate* unmanaged[Cdecl]<nint, byte>)exports.Find("llama_vocab_get_add_eos");
        AddsSeparator = (delegate* unmanaged[Cdecl]<nint, byte>)exports.Find("llama_vocab_get_add_sep");
        Tokenise = (delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int, byte, byte, int>)exports.Find("llama_tokenize");
        Piece = (delegate* unmanaged[Cdecl]<nint, int, byte*, int, int, byte, int>)exports.Find("llama_token_to_piece");

        ContextOpen = (delegate* unmanaged[Cdecl]<nint, NativeContextParams, nint>)exports.Find("llama_init_from_model");
        ContextFree = (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("llama_free");
        ContextTokens = (delegate* unmanaged[Cdecl]<nint, uint>)exports.Find("llama_n_ctx");
        ContextBatch = (delegate* unmanaged[Cdecl]<nint, uint>)exports.Find("llama_n_batch");
        ContextMicroBatch = (delegate* unmanaged[Cdecl]<nint, uint>)exports.Find("llama_n_ubatch");
        ContextPooling = (delegate* unmanaged[Cdecl]<nint, int>)exports.Find("llama_pooling_type");
        Decode = (delegate* unmanaged[Cdecl]<nint, NativeBatch, int>)exports.Find("llama_decode");
        Synchronise = (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("llama_synchronize");
        Logits = (delegate* unmanaged[Cdecl]<nint, int, float*>)exports.Find("llama_get_logits_ith");
        Embedding = (delegate* unmanaged[Cdecl]<nint, int, float*>)exports.Find("llama_get_embeddings_seq");
        Memory = (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("llama_get_memory");
        MemoryRemove = (delegate* unmanaged[Cdecl]<nint, int, int, int, byte>)exports.Find("llama_memory_seq_rm");
        MemoryCopy = (delegate* unmanaged[Cdecl]<nint, int, int, int, int, void>)exports.Find("llama_memory_seq_cp");
        MemoryLast = (delegate* unmanaged[Cdecl]<nint, int, int>)exports.Find("llama_memory_seq_pos_max");
        SavedSize = (delegate* unmanaged[Cdecl]<nint, int, nuint>)exports.Find("llama_state_seq_get_size");
        Save = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int, nuint>)exports.Find("llama_state_seq_get_data");
        Restore = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int, nuint>)exports.Find("llama_state_seq_set_data");

        ChainCreate = (delegate* unmanaged[Cdecl]<NativeChainParams, nint>)exports.Find("llama_sampler_chain_init");
        ChainAdd = (delegate* unmanaged[Cdecl]<nint, nint, void>)exports.Find("llama_sampler_chain_add");
        TopK = (delegate* unmanaged[Cdecl]<int, nint>)exports.Find("llama_sampler_init_top_k");
        TopP = (delegate* unmanaged[Cdecl]<float, nuint, nint>)exports.Find("llama_sampler_init_top_p");
        MinP = (delegate* unmanaged[Cdecl]<float, nuint, nint>)exports.Find("llama_sampler_init_min_p");
        Temperature = (delegate* unmanaged[Cdecl]<float, nint>)exports.Find("llama_sampler_init_temp");
        Distribution = (delegate* unmanaged[Cdecl]<uint, nint>)exports.Find("llama_sampler_init_dist");
        Grammar = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)exports.Find("llama_sampler_init_grammar");
        SamplerApply = (delegate* unmanaged[Cdecl]<nint, NativeCandidates*, void>)exports.Find("llama_sampler_apply");
        SamplerAccept = (delegate* unmanaged[Cdecl]<nint, int, void>)exports.Find("llama_sampler_accept");
        SamplerFree = (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("llama_sampler_free");
    }
}
