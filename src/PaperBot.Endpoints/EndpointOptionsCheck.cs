using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace PaperBot.Endpoints;

/// <summary>What annotations cannot say about the section <c>Endpoint</c>; the key is never repeated.</summary>
internal sealed class EndpointOptionsCheck : IValidateOptions<EndpointOptions>
{
    public ValidateOptionsResult Validate(string? name, EndpointOptions options)
    {
        List<string> wrong = [];
        var key = options.ApiKey.Reveal();
        if (options.Address.Length == 0)
        {
            if (options.Model.Length + options.EmbeddingModel.Length > 0)
            {
                wrong.Add("Setting Endpoint:Address is empty while a model is set; it must be such as http://127.0.0.1:8080/v1.");
            }
        }
        else if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.Query.Length > 0 || address.UserInfo.Length > 0)
        {
            wrong.Add("Setting Endpoint:Address must be an http or https address without a query, a name or a password in it, such as "
                + "http://127.0.0.1:8080/v1.");
        }
        else
        {
            if (options.Model.Length + options.EmbeddingModel.Length == 0)
            {
                wrong.Add("Setting Endpoint:Model is empty; it must be the model's name on the server, which its address with /models at the "
                    + "end lists.");
            }

            if (key.Length > 0 && address.Scheme == "http" && !IsNear(address))
            {
                wrong.Add("Setting Endpoint:Address is not encrypted (http), so the key would be read by others on the way; it must be https.");
            }
        }

        // A stray character would make .NET's own message quote the header, and the key with it.
        if (key.Any(c => c is <= ' ' or > '~'))
        {
            wrong.Add("Setting Endpoint:ApiKey holds characters that no key has; copy it again.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    // This machine, or a network of one's own: private addresses (RFC 1918, RFC 4193) and names that no public server has.
    private static bool IsNear(Uri address) => address.IsLoopback
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
            ? IsPrivate(ip)
            : !address.Host.Contains('.', StringComparison.Ordinal) || address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
                || address.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase));

    private static bool IsPrivate(IPAddress ip)
    {
        var bytes = ip.GetAddressBytes();
        return ip.AddressFamily == AddressFamily.InterNetworkV6
            ? ip.IsIPv6LinkLocal || (bytes[0] & 0xFE) == 0xFC
            : bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168);
    }
}
