using System.ComponentModel;
using System.Diagnostics;

namespace PaperBot.CommandLine.Trying;

/// <summary>Opens an address in the browser, where there is a desktop; elsewhere nothing happens.</summary>
internal static class Desktop
{
    public static void Open(Uri address)
    {
        var opener = OperatingSystem.IsWindows() ? "explorer.exe" : OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS() && !HasScreen())
        {
            return;
        }

        try
        {
            using var started = Process.Start(new ProcessStartInfo(opener)
            {
                ArgumentList = { address.AbsoluteUri }, RedirectStandardOutput = true, RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            // A desktop without the program that opens things; the address was printed.
        }
    }

    private static bool HasScreen() =>
        Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
}
