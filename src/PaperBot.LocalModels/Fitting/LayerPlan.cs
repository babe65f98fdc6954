using System.Globalization;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Fitting;

/// <summary>How many layers go on the GPU, and why.</summary>
/// <param name="GpuLayers">0 for none.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record LayerPlan(int GpuLayers, string Reason)
{
    // What the driver and the computing itself take besides weights and context.
    private const long Reserve = 600L << 20;
    private const double ShareFree = 0.95;

    /// <summary>Chooses.</summary>
    /// <param name="runtime">The runtime's facts.</param>
    /// <param name="devices">As they are now.</param>
    /// <param name="needs">What the model needs; null when its file does not say.</param>
    /// <param name="contextTokens">Tokens in memory.</param>
    /// <param name="wanted">What the settings say: null for as many as fit, else a number.</param>
    public static LayerPlan Of(
        RuntimeFacts runtime, IReadOnlyList<DeviceFacts> devices, ModelNeeds? needs, int contextTokens, int? wanted)
    {
        if (wanted == 0)
        {
            return new LayerPlan(0, "The CPU computes, as set (Model:GpuLayers is 0).");
        }

        DeviceFacts[] gpus = runtime.CanOffload ? [.. devices.Where(d => d.IsGpu)] : [];
        if (gpus.Length == 0)
        {
            return new LayerPlan(0, runtime.CanOffload
                ? "The CPU computes: no GPU was found."
                : "The CPU computes: the native libraries in use are those for the CPU.");
        }

        var names = string.Join(" and ", gpus.Select(g => $"{g.Name} ({g.Description})"));
        if (needs is null)
        {
            return new LayerPlan(
                0, $"The CPU computes: the model's file does not say how many layers it has, so none can be put on {names}.");
        }

        var all = needs.Layers + 1;
        if (wanted is { } number)
        {
            var asked = Math.Min(number, all);
            return new LayerPlan(asked, $"{Share(asked, all)} on {names}, as set (Model:GpuLayers).");
        }

        var free = gpus.Sum(g => Math.Max(0, (long)(g.FreeBytes * ShareFree) - Reserve));
        var fitting = all;
        while (fitting > 0 && needs.Bytes(fitting, contextTokens) > free)
        {
            fitting--;
        }

        var have = Size(gpus.Sum(g => g.FreeBytes));
        return new LayerPlan(fitting, fitting == 0
            ? $"The CPU computes: {names} has {have} free, too little for even one layer with its context."
            : $"{Share(fitting, all)} on {names}: {Size(needs.Bytes(fitting, contextTokens))} with the context, of {have} free.");
    }

    /// <summary>Fewer layers, for a try after one that failed; null when there are no fewer.</summary>
    /// <param name="failure">What was said.</param>
    /// <param name="layers">All the model has, the output layer included.</param>
    public LayerPlan? Fewer(string failure, int layers)
    {
        if (GpuLayers == 0)
        {
            return null;
        }

        // Memory that was free may be another's by now: steps as large as this end soon.
        var fewer = GpuLayers <= 2 ? 0 : GpuLayers * 2 / 3;
        var why = $"with {GpuLayers} on the GPU it failed: {failure.TrimEnd('.')}.";
        return new LayerPlan(
            fewer, fewer == 0 ? $"The CPU computes: {why}" : $"{Share(fewer, layers)} on the GPU: {why}");
    }

    private static string Share(int layers, int all) => layers == all ? $"All {all} layers are" : $"{layers} of {all} layers are";

    private static string Size(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
