using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Stands between a loading and those who listen to it.</summary>
internal sealed class LoadWatch
{
    private readonly IProgress<float>? progress;
    private readonly CancellationToken cancellationToken;

    // What the listener threw; it must not pass through native code.
    private Exception? failure;

    private LoadWatch(IProgress<float>? progress, CancellationToken cancellationToken) =>
        (this.progress, this.cancellationToken) = (progress, cancellationToken);

    /// <summary>True when the listener failed or the loading was called off; what was loaded is then of no use.</summary>
    public bool IsStopped => failure is not null || cancellationToken.IsCancellationRequested;

    /// <summary>Checks what is to be loaded, before anything native hears of it.</summary>
    /// <exception cref="ArgumentException">A number out of its range.</exception>
    /// <exception cref="LlamaException">The file is not there, or damaged.</exception>
    /// <exception cref="OperationCanceledException">It was called off before.</exception>
    public static LoadWatch Begin(ModelLoad load, IProgress<float>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfNegative(load.GpuLayers);
        cancellationToken.ThrowIfCancellationRequested();
        ModelCheck.Throw(load.Path);
        return new LoadWatch(progress, cancellationToken);
    }

    /// <summary>Called by llama.cpp with a handle of one of these; 0 stops the loading.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static byte Told(float share, nint handle) =>
        GCHandle.FromIntPtr(handle).Target is LoadWatch watch && watch.GoesOn(share) ? (byte)1 : (byte)0;

    /// <summary>Tells the listener of the share read; false when the loading is to stop.</summary>
    public bool GoesOn(float share)
    {
        try
        {
            progress?.Report(share);
        }
#pragma warning disable CA1031
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failure = thrown;
            return false;
        }

        return !cancellationToken.IsCancellationRequested;
    }

    /// <summary>What a stopped loading ends with.</summary>
    public Exception Why() => cancellationToken.IsCancellationRequested
        ? new OperationCanceledException(cancellationToken)
        : new InvalidOperationException("What listens to the loading of a model failed.", failure);
}
