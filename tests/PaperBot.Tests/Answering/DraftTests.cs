using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Evaluation;
using PaperBot.Generation;
using Xunit;

namespace PaperBot.Tests.Answering;

/// <summary>What readers see while a model writes.</summary>
public sealed partial class DraftTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public async Task Drafts_of_a_liar_hold_nothing_but_sentences_that_are_kept(double rate)
    {
        var corpus = await Corpora.SampleAsync();
        using var liar = new InPieces(new LyingModel(11, rate));
        var answerer = Answerers.Over(corpus, liar);
        var shown = 0;
        var questions = EvalQuestion.ReadFile(Path.Combine(AppContext.BaseDirectory, "sample", "questions.jsonl"));
        foreach (var question in questions.Where(q => q.Gold.Count > 0).Take(60))
        {
            List<string> drafts = [];
            var answer = await answerer.AnswerAsync(new Question(question.Id, question.Question), drafts.Add, CancellationToken.None);
            var kept = string.Join(' ', answer.Trace.Sentences.Where(s => s.Fate == "kept").Select(s => PaperText.Sentence(s.Posted)));
            Assert.All(drafts, d => Assert.StartsWith(Plain(d), Plain(kept), StringComparison.Ordinal));
            shown += drafts.Count;
        }

        Assert.True(shown > 10, $"{shown} drafts");
    }

    private static string Plain(string text) => Gaps().Replace(text, "");

    [GeneratedRegex(@"\[[0-9]+\]|\s+")]
    private static partial Regex Gaps();

    /// <summary>Another model's text in pieces of one to forty characters.</summary>
    private sealed class InPieces(IChatClient inner) : IChatClient
    {
        private readonly Random random = new(5);

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            inner.GetResponseAsync(messages, options, cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var text = (await inner.GetResponseAsync(messages, options, cancellationToken)).Text;
            for (int at = 0, size; at < text.Length; at += size)
            {
                size = Math.Min(random.Next(1, 41), text.Length - at);
                yield return new ChatResponseUpdate(ChatRole.Assistant, text.Substring(at, size));
            }

            yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => inner.GetService(serviceType, serviceKey);

        public void Dispose() => inner.Dispose();
    }
}
