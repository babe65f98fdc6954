using PaperBot.Localisation;

namespace PaperBot.Commands;

/// <summary>Everything a person can ask of the bot, on every surface.</summary>
internal sealed class CommandTable
{
    public CommandTable(CommandHandlers to)
    {
        All =
        [
            new("ask", "Answer a question, with citations", to.Ask.HandleAsync)
            {
                TakesProse = true,
                Options =
                [
                    Text("question", "What you want to know"),
                    Named("edition", OptionKind.Day, "Only from that day's digest, whose numbers then count"),
                    Named("after", OptionKind.Day, "Only papers published on or after this day") with { OnlyWhereItFits = true },
                    Named("before", OptionKind.Day, "Only papers published on or before this day") with { OnlyWhereItFits = true },
                    Named("category", OptionKind.Text, "Only papers in this category") with { OnlyWhereItFits = true },
                ],
            },
            new("paper", "Show a paper's card", to.Paper.HandleAsync)
            {
                Options =
                [
                    Paper("paper"),
                    new("part", OptionKind.Choice, "Card, abstract alone, or BibTeX entry; the card when left out")
                    {
                        Choices = PaperHandler.Parts,
                    },
                    Named("edition", OptionKind.Day, "By its number in that day's digest"),
                ],
            },
            new("search", "Find papers", to.Search.HandleAsync)
            {
                Options =
                [
                    Text("text", "Words, \"a phrase\", or fields such as author:Lee and year:2026"),
                    Named("after", OptionKind.Day, "Published on or after this day"),
                    Named("before", OptionKind.Day, "Published on or before this day"),
                    Named("category", OptionKind.Text, "In this category"),
                    Named("author", OptionKind.Text, "With this author"),
                    Named("count", OptionKind.Count, "How many to show"),
                    Named("page", OptionKind.Count, "Which page of the results"),
                ],
            },
            new("about", "Find the papers a text is about", to.About.HandleAsync)
            {
                TakesProse = true,
                Options = [Text("text", "A message, a note, a paragraph"), Named("count", OptionKind.Count, "How many to show")],
            },
            new("check", "Check a text, sentence by sentence, against the abstracts", to.Check.HandleAsync)
            {
                TakesProse = true,
                Options = [Text("text", "What somebody says of papers")],
            },
            new("related", "Show the papers most like one", to.Related.HandleAsync)
            {
                Options = [Paper("paper"), Named("count", OptionKind.Count, "How many to show")],
            },
            new("compare", "Put two to five papers side by side", to.Compare.HandleAsync)
            {
                Options = [.. CompareHandler.Options.Select((name, i) => Paper(name) with { Required = i < 2 })],
            },
            new("summarize", "Show the themes of a topic, every sentence cited", to.Summarize.HandleAsync)
            {
                Options =
                [
                    Text("topic", "What the papers are about; all papers when left out") with { Required = false },
                    Named("since", OptionKind.Day, "Only papers published on or after this day"),
                    Named("edition", OptionKind.Day, "Only the papers of that day's digest"),
                ],
            },
            new("digest", "Show the digest, or say when it comes and what it is about", to.Digest.ShowAsync)
            {
                Subcommands = [.. DigestCommands(to.Digest, to.Plan, to.Archive)],
            },
            new("evidence", "Show the words of the abstracts behind an answer", to.Evidence.HandleAsync)
            {
                Options = [Answer("The last one here when left out") with { Positional = true }],
            },
            new("sources", "List the papers an answer cites", to.Sources.HandleAsync)
            {
                Options = [Answer("The last one here when left out") with { Positional = true }],
            },
            new("feedback", "Say whether an answer was good or bad", to.Feedback.HandleAsync)
            {
                TakesProse = true,
                Options =
                [
                    new("rating", OptionKind.Choice, "What you think of it")
                    {
                        Positional = true, Required = true, Choices = ["good", "bad"],
                    },
                    Text("comment", "Why") with { Required = false },
                    Answer("Which answer, by the id in its last line; the last one here when left out"),
                ],
            },
            new("save", "Put a paper on your reading list", to.ReadingList.SaveAsync) { Options = [Paper("paper")] },
            new("unsave", "Take a paper off your reading list", to.ReadingList.RemoveAsync) { Options = [Paper("paper")] },
            new("saved", "Show your reading list, or have it as a file", to.ReadingList.ListAsync)
            {
                Options =
                [
                    new("format", OptionKind.Choice, "As which kind of file") { Positional = true, Choices = ["markdown", "bibtex"] },
                ],
            },
            new("add", "Add a paper, or the papers of a listing", to.Add.HandleAsync)
            {
                TakesProse = true,
                TakesFiles = true,
                Permission = Permission.Administrator,
                Options =
                [
                    Text("listing", "A listing's text, as it would stand in a file") with { Required = false },
                    Named("title", OptionKind.Text, "Title of one paper"),
                    Named("abstract", OptionKind.Text, "Abstract of that paper"),
                ],
            },
            new("status", "Show what is stored, who writes and when the digest comes", to.Status.HandleAsync),
            new("model", "Say or change whether a model writes answers", to.Model.HandleAsync)
            {
                Permission = Permission.Administrator,
                Options =
                [
                    new("state", OptionKind.Choice, "Whether it writes; without it nothing changes")
                    {
                        Positional = true, Choices = ["on", "off"],
                    },
                ],
            },
            new("forget-me", "Erase what is stored of you, after saying what", to.Forget.HandleAsync)
            {
                Options =
                [
                    new("confirm", OptionKind.Choice, "Erase it now") { Positional = true, Choices = ["yes"] },
                ],
            },
            new("help", "Show what can be asked", (call, _) => Task.FromResult(HelpText.For(this, call)))
            {
                Options =
                [
                    new("command", OptionKind.CommandName, "Only this command") { Positional = true },
                ],
            },
        ];
    }

    /// <summary>In the order in which help shows them.</summary>
    public IReadOnlyList<Command> All { get; }

    /// <summary>The command or subcommand of this name, in any case, or null.</summary>
    public Command? FindAny(string name) => All.SelectMany(c => c.Subcommands.Prepend(c))
        .FirstOrDefault(c => c.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The command of this name, in any case, or null.</summary>
    public Command? Find(string name) => All.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Command> DigestCommands(
        DigestHandler digest, DigestPlanHandler plan, ArchiveHandler archive)
    {
        var channel = Named("channel", OptionKind.Channel, "Which channel; this one when left out");
        yield return new("digest show", "Show the digest of a day", digest.ShowAsync)
        {
            Options = [Named("date", OptionKind.Day, "Which day; today when left out")],
        };
        yield return new("digest now", "Post today's digest here at once", digest.PostNowAsync)
        {
            Permission = Permission.Administrator,
        };
        yield return new("digest preview", "Show what today's digest would be, and keep nothing", digest.PreviewAsync)
        {
            Options =
            [
                Text("topics", "With these topics in place of the channel's") with { Required = false },
                Named("count", OptionKind.Count, "At most so many papers"),
            ],
        };
        yield return new("digest schedule", "Say when the digest comes; without anything more, show it", plan.ScheduleAsync)
        {
            Permission = Permission.Administrator,
            Options =
            [
                Named("days", OptionKind.Text, "daily, weekdays, or days such as \"Mon, Thu\""),
                Named("time", OptionKind.Text, "Time of day, 00:00 to 23:59"),
                Named("zone", OptionKind.Zone, "Time zone, such as Europe/Berlin"),
                Named("cron", OptionKind.Text, "A cron expression of five fields in place of days and time"),
                Named("count", OptionKind.Count, "At most so many papers, up to 25"),
                new CommandOption("quiet", OptionKind.Choice, "Whether a day without anything new has no post") { Choices = ["yes", "no"] },
                channel,
            ],
        };
        yield return new("digest topics", "Say what the digest is about; without anything more, show it", plan.TopicsAsync)
        {
            Permission = Permission.Administrator,
            Options =
            [
                Text("topics", "Such as: graph learning, category:cs.CL, -survey; \"all\" for everything") with
                {
                    Required = false,
                    Form = new FormField(plan.PresentTopicsAsync, DigestPlanHandler.Everything, Phrase.HintTopics),
                },
                channel,
            ],
        };
        yield return new("digest channel", "Have the digest come to a channel", plan.ChannelAsync)
        {
            Permission = Permission.Administrator,
            Options = [channel with { Positional = true }],
        };
        yield return new("digest off", "Have no digest come to a channel", plan.OffAsync)
        {
            Permission = Permission.Administrator,
            Options = [channel with { Positional = true }],
        };
        yield return new("digest archive", "List earlier digests, by day and by what is in them", archive.HandleAsync)
        {
            Options =
            [
                Text("text", "Words that a paper must have; every digest when left out") with { Required = false },
                Named("since", OptionKind.Day, "Digests of this day or later"),
                Named("until", OptionKind.Day, "Digests of this day or earlier"),
            ],
        };
    }

    private static CommandOption Text(string name, string description) =>
        new(name, OptionKind.Text, description) { Positional = true, Required = true };

    private static CommandOption Paper(string name) =>
        new(name, OptionKind.Paper, "A paper's id or title") { Positional = true, Required = true };

    private static CommandOption Answer(string description) => new("answer", OptionKind.Text, description);

    private static CommandOption Named(string name, OptionKind kind, string description) => new(name, kind, description);
}
