using PaperBot.Papers;

namespace PaperBot.Generation;

/// <summary>What one try at a sentence depends on; anything of it changing makes another one.</summary>
/// <param name="PaperVersion">Hash of title and abstract.</param>
/// <param name="PromptHash">Hash of the prompt's file.</param>
/// <param name="Model">The model as its client names it.</param>
internal sealed record TldrKey(string PaperVersion, string PromptHash, string Model)
{
    /// <summary>The key of a paper as it is printed now.</summary>
    public static TldrKey Of(Paper paper, string promptHash, string model) => new(VersionOf(paper), promptHash, model);

    /// <summary>SHA-256 of title and abstract as 64 lower-case hexadecimal digits.</summary>
    public static string VersionOf(Paper paper) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes($"{paper.Title}\u001f{paper.Abstract}")));
}

/// <summary>What a model's try came to.</summary>
/// <param name="Text">The sentence that passed the checks; empty when it was refused.</param>
/// <param name="Refusal">Why it was refused; null when it passed.</param>
internal sealed record KeptTldr(string Text, TldrRefusal? Refusal);

/// <summary>
/// Remembers what a model made of papers, the refused tries too, so that no model is asked the same twice. The last one kept
/// under a key wins. Safe for concurrent use; may throw, which costs no more than asking again.
/// </summary>
internal interface ITldrCache
{
    /// <summary>What is kept under the key, or null.</summary>
    Task<KeptTldr?> FindAsync(TldrKey key, CancellationToken cancellationToken);

    /// <summary>Keeps what a try came to.</summary>
    Task KeepAsync(TldrKey key, KeptTldr tldr, CancellationToken cancellationToken);
}
