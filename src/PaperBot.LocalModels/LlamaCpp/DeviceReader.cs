using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Reads what computes, as ggml knows it.</summary>
internal static unsafe class DeviceReader
{
    /// <summary><c>ggml_backend_dev_type</c>.</summary>
    private const int Gpu = 1;

    private const int IntegratedGpu = 2;

    /// <summary>The devices as they are now.</summary>
    public static List<DeviceFacts> Read(LlamaFunctions functions)
    {
        List<DeviceFacts> devices = [];
        for (nuint index = 0; index < functions.DeviceCount(); index++)
        {
            var device = functions.Device(index);
            nuint free = 0;
            nuint total = 0;
            functions.DeviceMemory(device, &free, &total);
            devices.Add(new DeviceFacts(
                NativeText.Read(functions.DeviceName(device)),
                NativeText.Read(functions.DeviceDescription(device)).Trim(),
                functions.DeviceType(device) is Gpu or IntegratedGpu,
                (long)free,
                (long)total));
        }

        return devices;
    }
}
