using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.Fitting;
using PaperBot.LocalModels.Runtime;
using PaperBot.Tests.LocalModels.Scheduling;
using Xunit;

namespace PaperBot.Tests.LocalModels.Fitting;

public sealed class LayerPlanTests
{
    private const long GiB = 1L << 30;

    private static readonly RuntimeFacts WithGpu = new("r", "1", true);

    // As of a model of 7 B parameters in four bits: 28 layers, 4 heads for keys and values of 128 numbers.
    private static readonly Dictionary<string, string> Metadata = new()
    {
        ["general.architecture"] = "qwen2",
        ["qwen2.block_count"] = "28",
        ["qwen2.embedding_length"] = "3584",
        ["qwen2.attention.head_count"] = "28",
        ["qwen2.attention.head_count_kv"] = "4",
    };

    private static readonly ModelNeeds Needs = ModelNeeds.Of(Metadata, 4640L << 20)!;

    [Fact]
    public void Needs_are_reckoned_from_the_file_with_the_context_counted_in()
    {
        Assert.Equal(new ModelNeeds(28, 160L << 20, 4 * 256 * 2), Needs);
        Assert.Equal((29 * (160L << 20)) + (28L * 2048 * 16384), Needs.Bytes(29, 16384));
        Assert.Equal(2 * (64 + 32) * 2, ModelNeeds.Of(new Dictionary<string, string>
        {
            ["general.architecture"] = "x",
            ["x.block_count"] = "1",
            ["x.attention.head_count"] = "2",
            ["x.attention.key_length"] = "64",
            ["x.attention.value_length"] = "32",
        }, 10)!.LayerTokenBytes);
        Assert.Null(ModelNeeds.Of(new Dictionary<string, string> { ["general.architecture"] = "x" }, 10));
    }

    [Theory]
    [InlineData(24, 29, "All 29 layers are on CUDA0 (A card)")]
    [InlineData(4, 17, "17 of 29 layers are on CUDA0 (A card)")]
    [InlineData(0.5, 0, "too little for even one layer")]
    public void As_many_layers_as_fit_go_on_the_gpu(double freeGiB, int layers, string says)
    {
        var plan = LayerPlan.Of(WithGpu, [Cpu, Gpu((long)(freeGiB * GiB))], Needs, 16384, null);
        Assert.Equal(layers, plan.GpuLayers);
        Assert.Contains(says, plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_context_leaves_room_for_fewer_layers()
    {
        var small = LayerPlan.Of(WithGpu, [Gpu(4 * GiB)], Needs, 2048, null);
        var large = LayerPlan.Of(WithGpu, [Gpu(4 * GiB)], Needs, 65536, null);
        Assert.True(large.GpuLayers < small.GpuLayers, $"{large.GpuLayers} and {small.GpuLayers}");
    }

    [Fact]
    public void Two_cards_are_filled_together() =>
        Assert.Equal(29, LayerPlan.Of(WithGpu, [Gpu(4 * GiB), Gpu(4 * GiB)], Needs, 16384, null).GpuLayers);

    [Fact]
    public void Why_the_cpu_computes_is_said()
    {
        Assert.Contains("as set", LayerPlan.Of(WithGpu, [Gpu(24 * GiB)], Needs, 1, 0).Reason, StringComparison.Ordinal);
        Assert.Contains("no GPU was found", LayerPlan.Of(WithGpu, [Cpu], Needs, 1, null).Reason, StringComparison.Ordinal);
        Assert.Contains(
            "those for the CPU", LayerPlan.Of(new("r", "1", false), [Cpu], Needs, 1, null).Reason, StringComparison.Ordinal);
        Assert.Contains("how many layers", LayerPlan.Of(WithGpu, [Gpu(GiB)], null, 1, null).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_is_tried_with_fewer_layers_and_on_the_cpu_in_the_end()
    {
        using var file = new TemporaryFolder();
        var fake = Fake(mostLayers: 14, mostOpen: 9);
        using var opened = Open(fake, file, null);

        Assert.Equal([29, 19, 12, 8], fake.Tried);
        Assert.Equal(8, opened.Plan.GpuLayers);
        Assert.Equal(
            "8 of 29 layers are on the GPU: with 12 on the GPU it failed: No memory for the context.", opened.Plan.Reason);
        Assert.Equal((1, 1), (fake.Live, fake.Contexts));

        var none = Fake(mostLayers: 0, mostOpen: 0);
        using var onCpu = Open(none, file, null);
        Assert.Equal(0, onCpu.Plan.GpuLayers);
        Assert.StartsWith("The CPU computes: with", onCpu.Plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_in_the_settings_is_tried_first_and_a_failure_on_the_cpu_is_told()
    {
        using var file = new TemporaryFolder();
        var fake = Fake(mostLayers: 29, mostOpen: 29);
        using var opened = Open(fake, file, 5);
        Assert.Equal([5], fake.Tried);
        Assert.Contains("as set (Model:GpuLayers)", opened.Plan.Reason, StringComparison.Ordinal);

        var broken = Fake(mostLayers: -1, mostOpen: 0);
        Assert.Throws<LlamaException>(() => Open(broken, file, null));
        Assert.Equal(0, broken.Tried[^1]);

        // Only the vocabulary was read with success, and it is gone again.
        Assert.Equal(0, broken.Live);
    }

    private static DeviceFacts Cpu => new("CPU", "A processor", false, 8 * GiB, 16 * GiB);

    private static DeviceFacts Gpu(long free) => new("CUDA0", "A card", true, free, 24 * GiB);

    private static FakeLlama Fake(int mostLayers, int mostOpen)
    {
        var fake = new FakeLlama { MostLayers = mostLayers, MostOpenLayers = mostOpen };
        foreach (var (key, value) in Metadata)
        {
            fake.Metadata[key] = value;
        }

        fake.DeviceList.Add(Gpu(24 * GiB));
        return fake;
    }

    private static Disposables Open(FakeLlama fake, TemporaryFolder folder, int? wanted)
    {
        var path = Path.Combine(folder.Path, "model.gguf");
        File.WriteAllText(path, "model");
        return new Disposables(new ModelOpener(fake, NullLogger.Instance).Open(
            new ModelLoad(path), wanted, 4096, m => m.Open(new ContextShape { Tokens = 4096 }), null, default));
    }

    private sealed class Disposables(OpenedModel opened) : IDisposable
    {
        public LayerPlan Plan => opened.Plan;

        public void Dispose()
        {
            opened.Context.Dispose();
            opened.Model.Dispose();
        }
    }
}
