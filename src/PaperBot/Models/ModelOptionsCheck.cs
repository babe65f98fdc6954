using Microsoft.Extensions.Options;
using PaperBot.LocalModels.Templates;

namespace PaperBot.Models;

/// <summary>What annotations cannot say about the section <c>Model</c>; addresses that may hold a password are not repeated.</summary>
internal sealed class ModelOptionsCheck : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        List<string> wrong = [];
        if (options.Mirror.Length > 0 && !IsAddress(options.Mirror))
        {
            wrong.Add("Setting Model:Mirror must be an http or https address, such as https://models.example.org, or empty.");
        }

        if (options.Proxy.Length > 0 && !options.Proxy.Equals("none", StringComparison.OrdinalIgnoreCase) && !IsAddress(options.Proxy))
        {
            wrong.Add("Setting Model:Proxy must be an http or https address with its port, such as http://proxy.example.org:3128, or none, or empty.");
        }

        if (options.Natives.Length > 0 && !Directory.Exists(options.Natives))
        {
            wrong.Add($"Setting Model:Natives is “{options.Natives}”; it must be a folder that exists, or empty.");
        }

        if (options.ChatTemplate.Length > 0 && !TemplateFamilies.All.ContainsKey(options.ChatTemplate))
        {
            wrong.Add(
                $"Setting Model:ChatTemplate is “{options.ChatTemplate}”; known families are {string.Join(", ", TemplateFamilies.All.Keys)}, or leave it empty.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0;
}
