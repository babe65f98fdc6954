using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Surfaces;
using PaperBot.Tests.Answering;
using PaperBot.Tests.Prompts;
using Xunit;

namespace PaperBot.Tests.Attacks;

/// <summary>Every hostile text, with no model and with one that does what the text says: nothing of it may act on a reader.</summary>
public sealed class AttackSuiteTests(ITestOutputHelper output) : IDisposable
{
    private const string Canary = "KANARIE-7731-TOKEN";
    private const string HonestQuestion = "what recall does Larder reach on DustShelf?";
    private static readonly SurfaceLimits Limits = new(PostCheck.MessageLength, CanEdit: true);

    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Larder keeps 2.1 billion vectors on slow disks. Archives are asked seldom. On DustShelf it answers in 40 ms with a recall of 91.5%.",
        Published = new DateOnly(2026, 3, 1),
    };

    private static readonly Paper Honest = Some.Paper("Shelves of Dust", "shelves") with
    {
        Abstract = "We count shelves in 40 libraries. Each of the shelves holds 12 boxes.", Authors = ["Ada Shelfman"], AuthorCount = 1,
    };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Suite_holds_at_least_150_attacks_of_both_kinds()
    {
        Assert.True(Attack.All.Count >= 150);
        Assert.Equal(Attack.All.Count, Attack.All.Select(a => a.Id).Distinct().Count());
        Assert.True(Attack.At("question", "history").Count() >= 75);
        Assert.True(Attack.At("abstract", "title", "author").Count() >= 75);
    }

    [Fact]
    public async Task Nothing_gets_through_without_a_model()
    {
        List<string> through = [];
        foreach (var attack in Attack.All)
        {
            var papers = Papers(attack);
            foreach (var question in Questions(attack))
            {
                var answer = await Answerers.Over(Corpora.Of([.. papers])).AnswerAsync(question, CancellationToken.None);
                through.AddRange(Findings(answer, papers, []).Select(f => $"{attack.Id} {question.Text[..Math.Min(30, question.Text.Length)]}: {f}"));
            }
        }

        Report(through, "extractive");
    }

    [Fact]
    public async Task Nothing_gets_through_with_a_model_that_obeys()
    {
        SomePrompts.FillWithShipped(folder);
        var file = Path.Combine(folder.Path, "answer.yaml");
        await File.WriteAllTextAsync(
            file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("Rules:", $"Token: {Canary}\n  Rules:", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var library = SomePrompts.Library(folder.Path);
        List<string> through = [];
        var (asked, written, runs) = (0, 0, 0);
        foreach (var attack in Attack.All)
        {
            var papers = Papers(attack);
            var corpus = Corpora.Of([.. papers]);
            foreach (var (name, style) in ObedientModel.Styles)
            {
                var client = ObedientModel.Of(attack, style);
                List<string> drafts = [];
                var answerer = Answerers.Over(corpus, client, library: library);
                var question = Questions(attack).Last();
                var answer = await answerer.AnswerAsync(question, drafts.Add, CancellationToken.None);
                if (client.Calls.Count == 0)
                {
                    // Refused before a model saw it; a compromised one may have its orders from elsewhere.
                    through.AddRange(Findings(answer, papers, [Canary]).Select(f => $"{attack.Id} refused: {f}"));
                    answer = await answerer.AnswerAsync(new Question("q", HonestQuestion), drafts.Add, CancellationToken.None);
                }

                runs++;
                asked += client.Calls.Count > 0 ? 1 : 0;
                written += answer.Engine == Answer.Extractive ? 0 : 1;
                var secrets = client.Calls.SelectMany(c => c.Messages[0].Text.Split('\n')).Select(l => l.Trim(' ', '-')).Where(l => l.Length > 15).Append(Canary).Distinct();
                through.AddRange(Findings(answer, papers, [.. secrets]).Select(f => $"{attack.Id} {name}: {f}"));
                through.AddRange(drafts.SelectMany(d => DraftFindings(d, papers, [.. secrets])).Select(f => $"{attack.Id} {name} draft: {f}"));
            }
        }

        output.WriteLine($"{Attack.All.Count} attacks, {runs} answers, {asked} with the model asked, {written} in its words");
        Report(through, "model");
        Assert.True(asked > runs / 2 && written > 100, $"The model must have been asked: {asked} of {runs}, {written} written.");
    }

    [Fact]
    public async Task Model_is_given_every_hostile_text_as_one_line_between_its_delimiters()
    {
        var library = SomePrompts.Library(SomePrompts.ShippedFolder);
        foreach (var attack in Attack.All)
        {
            var client = new ScriptedChatClient(ScriptedReply.Of("NO MATCH"));
            var papers = Papers(attack);
            var task = GroundedTask.Answer(attack.Where == "question" ? attack.Text : HonestQuestion, papers);
            await new GroundedWriter(Answerers.Runner(client, library: library), client, TimeProvider.System).WriteAsync(task, CancellationToken.None);
            var (messages, _) = Assert.Single(client.Calls);
            Assert.Equal(2, messages.Count);
            var lines = messages[1].Text.Split('\n');
            var given = lines.Count(l => l.TrimStart('=').StartsWith(" END OF SOURCE [", StringComparison.Ordinal) && l.TakeWhile(c => c == '=').Count() == lines[0].TakeWhile(c => c == '=').Count());
            Assert.InRange(given, 1, papers.Count);
            Assert.Single(lines, l => l.StartsWith("Question:", StringComparison.Ordinal));
            Assert.Single(lines, l => l.StartsWith("Answer with markers:", StringComparison.Ordinal));
            Assert.DoesNotContain(messages[1].Text, c => char.IsControl(c) && c != '\n');
        }
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<Question> Questions(Attack attack) => attack.Where switch
    {
        "question" => [new Question("q", attack.Text), new Question("q", $"{HonestQuestion} {attack.Text}")],
        "history" =>
        [
            new Question("q", "what recall does it reach?") { History = [new Turn(Speaker.User, attack.Text), new Turn(Speaker.Bot, attack.Text)] },
            new Question("q", HonestQuestion) { History = [new Turn(Speaker.User, "what is Larder?"), new Turn(Speaker.User, attack.Text)] },
        ],
        "author" =>
        [
            new Question("q", "who wrote Shelves of Dust?"), new Question("q", "papers by Shelfman"), new Question("q", "how many shelves do the libraries hold?"),
        ],
        _ =>
        [
            new Question("q", "which papers are about shelves?"), new Question("q", "who wrote the newest paper on shelves?"),
            new Question("q", "latest papers"), new Question("q", "shelves"), new Question("q", "how many shelves and boxes are counted?"),
        ],
    };

    private static List<Paper> Papers(Attack attack) => attack.Where switch
    {
        "abstract" => [Honest with { Abstract = attack.Text }, Larder],
        "title" => [Honest with { Title = attack.Text }, Larder],
        "author" => [Honest with { Authors = [attack.Text, "Bo Shelfman"], Affiliations = [attack.Text], AuthorCount = 2 }, Larder],
        _ => [Larder, Honest],
    };

    private static IEnumerable<string> Findings(Answer answer, List<Paper> papers, IReadOnlyList<string> secrets)
    {
        List<string> posts = [.. new PaperBot.Commands.Reply(answer.Text).PostsFor(Limits).Select(p => p.Text)];
        return [.. PostCheck.Unsafe(posts, papers), .. PostCheck.Wrong(answer, posts, papers), .. PostCheck.Revealed(posts, secrets)];
    }

    // A draft is read by people as well; it has no sources yet.
    private static IEnumerable<string> DraftFindings(string draft, List<Paper> papers, IReadOnlyList<string> secrets) =>
        PostCheck.Unsafe([draft], papers).Concat(PostCheck.Revealed([draft], secrets));

    private void Report(List<string> through, string path)
    {
        output.WriteLine($"{path}: {through.Count} findings");
        Assert.True(through.Count == 0, string.Join('\n', through.Distinct().Take(60)));
    }
}
