using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Generation;

/// <summary>
/// A stand-in for a weak model: it reads the sources in its prompt as a model would, drafts an honest answer from their sentences,
/// and spoils some of them, deterministically by seed. It shows what verification catches; it never runs by itself.
/// </summary>
/// <param name="seed">Any number.</param>
/// <param name="rate">Share of sentences to spoil, 0 to 1.</param>
internal sealed partial class LyingModel(int seed, double rate) : IChatClient
{
    private const int MostSentences = 3;
    private static readonly CorruptionKind[] Kinds = Enum.GetValues<CorruptionKind>();

    private readonly Corruptor corruptor = new(seed);
    private readonly Random random = new(seed);
    private readonly List<Corruption> lies = [];
    private int nextKind;

    /// <summary>Every lie told so far, in order.</summary>
    public IReadOnlyList<Corruption> Lies => lies;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Write(messages))) { FinishReason = ChatFinishReason.Stop });

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var piece in Write(messages).Chunk(16))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
        }

        yield return new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private string Write(IEnumerable<ChatMessage> messages)
    {
        var prompt = messages.Last(m => m.Role == ChatRole.User).Text;
        var sources = SourcesIn(prompt);
        var asked = Stems(QuestionPattern().Match(prompt).Groups["question"].Value);
        var honest = sources
            .SelectMany(s => s.Sentences, (source, sentence) => (Source: source, sentence.Text))
            .OrderByDescending(s => Stems(s.Text).Count(asked.Contains))
            .Take(MostSentences);
        return string.Join(' ', honest.Select(s => Tell($"{s.Text} [{s.Source.Number}]", s.Source, sources)));
    }

    private string Tell(string sentence, GroundingSource source, List<GroundingSource> sources)
    {
        if (random.NextDouble() >= rate)
        {
            return sentence;
        }

        // Each kind in turn; a sentence without a number cannot have a wrong one, so the next kind gets its chance.
        for (var i = 0; i < Kinds.Length; i++)
        {
            if (corruptor.Spoil(Kinds[nextKind++ % Kinds.Length], sentence, source, sources) is { } lie)
            {
                lies.Add(lie);
                return lie.Text;
            }
        }

        return sentence;
    }

    private static List<GroundingSource> SourcesIn(string prompt)
    {
        List<GroundingSource> sources = [];
        foreach (Match block in SourcePattern().Matches(prompt))
        {
            var number = int.Parse(block.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            var sentences = LinePattern().Matches(block.Groups["lines"].Value).Select(l => l.Groups["text"].Value.Trim());
            sources.Add(new GroundingSource(number, new Paper
            {
                Id = block.Groups["number"].Value, Title = block.Groups["title"].Value, Abstract = string.Join(' ', sentences),
            }));
        }

        return sources;
    }

    private static HashSet<string> Stems(string text) =>
        [.. Words.Of(text).Where(w => !StopWords.IsAskingWord(w.Folded)).Select(w => EnglishStemmer.Stem(w.Folded))];

    [GeneratedRegex(@"^=+ SOURCE \[(?<number>\d+)\] (?<title>[^\n]*)\n(?<lines>(?:(?!=+ END)[^\n]*\n)*)", RegexOptions.Multiline)]
    private static partial Regex SourcePattern();

    [GeneratedRegex(@"^\d+\.\d+ (?<text>[^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"^Question: (?<question>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex QuestionPattern();
}
