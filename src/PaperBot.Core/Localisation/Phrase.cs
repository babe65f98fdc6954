using System.Reflection;

namespace PaperBot.Localisation;

/// <summary>
/// One of the bot's own short phrases. Its English is what is said where nothing else is known, and the key under which a
/// language has its own words; <c>{0}</c>, <c>{1}</c>, … stand for values.
/// </summary>
/// <param name="English">The sentence or label.</param>
internal sealed record Phrase(string English)
{
    // What is taken in, and when.
    public static readonly Phrase EmptyMessage = new("That message was empty. Ask a question, or `/help`.");
    public static readonly Phrase TooLong = new("That is too long: at most {0} characters fit in one message.");
    public static readonly Phrase Stopping = new("I am just being stopped. Please ask again in a minute.");
    public static readonly Phrase Busy = new("{0} questions are waiting already. Please ask again in a minute.");
    public static readonly Phrase TooFast = new("That is more than {0} messages in a minute. Please wait {1} seconds.");
    public static readonly Phrase OneBefore = new("*One question is before yours*");
    public static readonly Phrase ManyBefore = new("*{0} questions are before yours*");
    public static readonly Phrase Stopped = new("I was stopped before I could answer. Please ask again in a minute.");

    // What cannot be done.
    public static readonly Phrase NoLonger = new("That is no longer possible; `/help` says what is.");
    public static readonly Phrase NotAllowed = new("Only those who look after this place can use `/{0}`.");
    public static readonly Phrase Failed = new("That went wrong on my side; the log says more. Please try again.");
    public static readonly Phrase UnknownCommand = new("There is no command {0}; `/help` lists them.");
    public static readonly Phrase UnknownCommandMeant = new("There is no command {0}; did you mean `/{1}`?");
    public static readonly Phrase UnknownSubcommand = new("`/{0}` takes {1}, not “{2}”. `/help {0}` says what they do.");
    public static readonly Phrase AOrB = new("{0} or {1}");
    public static readonly Phrase UnknownOption = new("`/{0}` has no option {1}. Usage: `{2}`");
    public static readonly Phrase NoValue = new("`--{0}` needs a value. Usage: `{1}`");
    public static readonly Phrase NothingMoreUnquoted = new(
        "`/{0}` takes nothing after its name; several words as one value stand in quotation marks. Usage: `{1}`");

    public static readonly Phrase NothingMore = new("`/{0}` takes nothing after its name. Usage: `{1}`");
    public static readonly Phrase Missing = new("`/{0}` needs {1}. Usage: `{2}`");
    public static readonly Phrase NoDay = new("`--{0}` takes a day such as 2026-03-31, not “{1}”.");
    public static readonly Phrase NoZone = new(
        "`--{0}` takes a time zone such as Europe/Berlin, America/New_York or UTC, not “{1}”.");
    public static readonly Phrase NoChoice = new("`/{0}` takes {1}, not “{2}”. Usage: `{3}`");
    public static readonly Phrase NoCount = new("`--{0}` takes a number from 1 to {1}, not “{2}”.");

    // Help.
    public static readonly Phrase HelpHead = new("Ask a question about the papers, or use a command:");
    public static readonly Phrase OnlyAdministrators = new("Only for those who look after the place.");

    // Answers and lists.
    public static readonly Phrase NoPaperMatches = new("No paper matches.");
    public static readonly Phrase NoPaperLike = new("No other paper is like it.");
    public static readonly Phrase NoPaperAbout = new("No stored paper is about that.");
    public static readonly Phrase MoreResults = new("There are more; `--page {0}` goes on.");
    public static readonly Phrase ResultsFrom = new("Page {0}, results {1} to {2}:");
    public static readonly Phrase NoSuchPage = new("There is no page {0}; the last is {1}.");
    public static readonly Phrase OnlyLookedAt = new("Only papers {0} were looked at.");
    public static readonly Phrase PublishedFrom = new("published on or after {0}");
    public static readonly Phrase PublishedUntil = new("published on or before {0}");
    public static readonly Phrase InCategory = new("in category {0}");
    public static readonly Phrase CitesNothing = new("Answer `{0}` cites no paper.");
    public static readonly Phrase SourcesOf = new("Papers cited in answer `{0}`:");
    public static readonly Phrase NoLongerStored = new("no longer stored");

    // Checking a text.
    public static readonly Phrase Supported = new("supported");
    public static readonly Phrase Contradicted = new("contradicted");
    public static readonly Phrase NotStated = new("not stated in any abstract here");
    public static readonly Phrase NothingToCheck = new("There is no sentence in that to check.");
    public static readonly Phrase CheckedOnly = new("Only the first {0} sentences were checked.");
    public static readonly Phrase CheckedHow = new(
        "Checked word by word against the stored abstracts; “supported” means that an abstract says so, not that it is true.");

    // Digests.
    public static readonly Phrase NoDigestOfDay = new("There is no digest of that day; `/digest` makes today's.");
    public static readonly Phrase NothingNew = new("There is nothing new.");
    public static readonly Phrase PostedAlready = new("Today's digest was posted here already; `/digest show` shows it again.");
    public static readonly Phrase OnItsWay = new("Today's digest is on its way.");
    public static readonly Phrase MostDigestPapers = new("A digest has at most {0} papers.");
    public static readonly Phrase Preview = new("*A preview: nothing is kept or posted.*");
    public static readonly Phrase DaysOrCron = new("Give days and time, or a cron expression, not both.");
    public static readonly Phrase NoDigest = new("There is no digest `{0}`.");
    public static readonly Phrase HintDigestNumber = new("Its number in this digest");
    public static readonly Phrase HintTopics = new("One a line: graph learning, category:cs.CL, -survey. Empty for everything.");
    public static readonly Phrase DigestHasPapers = new(
        "The digest `{0}` has no paper {1}; its papers have the numbers 1 to {2}.");

    public static readonly Phrase DigestPaperGone = new("Paper {0} of the digest `{1}` is no longer stored.");
    public static readonly Phrase SinceAfterUntil = new("The day after `--since` is later than the one after `--until`.");

    // When a digest comes.
    public static readonly Phrase ThisChannel = new("this channel");
    public static readonly Phrase PlanNone = new("No digest comes to {0} by itself; `/digest schedule` has one come.");
    public static readonly Phrase PlanHead = new("The digest comes to {0} {1}.");
    public static readonly Phrase PlanOnePaper = new("at most {0} paper {1}");
    public static readonly Phrase PlanPapers = new("at most {0} papers {1}");
    public static readonly Phrase PlanAbout = new("about {0}");
    public static readonly Phrase PlanAnything = new("about anything");
    public static readonly Phrase PlanQuiet = new("nothing on a day without anything new");
    public static readonly Phrase PlanLine = new("a line also on a day without anything new");
    public static readonly Phrase PlanNext = new("next: {0}");
    public static readonly Phrase PlanCron = new("by {0} ({1})");
    public static readonly Phrase PlanAt = new("{0} at {1} ({2})");
    public static readonly Phrase PlanDaily = new("every day");
    public static readonly Phrase PlanWeekdays = new("from Monday to Friday");
    public static readonly Phrase PlanOn = new("on {0}");

    // Reading lists.
    public static readonly Phrase Saved = new("Saved: **{0}**. Your reading list has {1}.");
    public static readonly Phrase SavedBefore = new("**{0}** is on your reading list already.");
    public static readonly Phrase ListFull = new("Your reading list is full: it has {0} papers. `/unsave` takes one off it.");
    public static readonly Phrase Unsaved = new("Taken off your reading list: **{0}**.");
    public static readonly Phrase NotSaved = new("“{0}” is not on your reading list; `/saved` shows it.");
    public static readonly Phrase NothingSaved = new("Your reading list is empty; `/save` puts a paper on it.");
    public static readonly Phrase SavedHead = new("Your reading list, {0}:");
    public static readonly Phrase SavedFile = new("Your reading list, {0}, as a file.");
    public static readonly Phrase NoSaving = new("Nothing was saved: you had just asked to be forgotten.");
    public static readonly Phrase OnePaper = new("1 paper");
    public static readonly Phrase Papers = new("{0} papers");

    // Adding papers.
    public static readonly Phrase AddNothing = new(
        "Give a title and an abstract, or the text or file of a listing.");
    public static readonly Phrase AddHalf = new("A paper needs both `--title` and `--abstract`.");
    public static readonly Phrase AddTooLarge = new("That is too large: at most {0} characters are added at a time.");
    public static readonly Phrase AddNotStored = new("Nothing was added: {0}");
    public static readonly Phrase AddRefused = new("{0} was not added. Line {1}: {2}.");
    public static readonly Phrase AddedOf = new("{0}: {1} added, {2} merged, {3} unchanged.");
    public static readonly Phrase AddUndo = new("`paperbot import --undo {0}` takes it back.");
    public static readonly Phrase AddSkipped = new("Left out, line {0}: {1}");
    public static readonly Phrase AddSkippedMore = new("and {0} more left out");
    public static readonly Phrase AddPapers = new("New:");

    // Status.
    public static readonly Phrase StatusPapers = new("Papers stored: {0}");
    public static readonly Phrase StatusImport = new("Last import: {0} UTC, {1}");
    public static readonly Phrase StatusNoImport = new("Last import: none yet");
    public static readonly Phrase StatusModel = new("Answers are written by: a model ({0}), checked against the abstracts");
    public static readonly Phrase StatusNoModel = new("Answers are written by: no model, they are the abstracts' own words");
    public static readonly Phrase StatusModelOff = new("Answers are written by: no model for now, though there is one ({0})");
    public static readonly Phrase StatusQueue = new("Questions being answered or waiting: {0}");
    public static readonly Phrase StatusDigest = new("Next digest here: {0} ({1})");
    public static readonly Phrase StatusNoDigest = new("Next digest here: none comes by itself");
    public static readonly Phrase StatusUp = new("Running for: {0}");
    public static readonly Phrase StatusVersion = new("Version: {0}");

    // The model.
    public static readonly Phrase ModelNone = new(
        "There is no model here: answers are the abstracts' own words, and nothing can be switched.");
    public static readonly Phrase ModelTurnedOff = new(
        "From now on answers are the abstracts' own words, until `/model on` or a restart.");
    public static readonly Phrase ModelTurnedOn = new(
        "From now on the model ({0}) writes answers, checked against the abstracts.");

    // Labels of what a reader may do next.
    public static readonly Phrase LabelEvidence = new("Evidence");
    public static readonly Phrase LabelSources = new("Sources");
    public static readonly Phrase LabelMore = new("More like this");
    public static readonly Phrase LabelGood = new("Good");
    public static readonly Phrase LabelBad = new("Not good");
    public static readonly Phrase LabelFollowUp = new("Follow-up");
    public static readonly Phrase LabelAbstract = new("Abstract");
    public static readonly Phrase LabelCard = new("Card");
    public static readonly Phrase LabelRelated = new("Related");
    public static readonly Phrase LabelSave = new("Save");
    public static readonly Phrase LabelUnsave = new("Remove");
    public static readonly Phrase LabelSaved = new("Reading list");
    public static readonly Phrase LabelNext = new("Next");
    public static readonly Phrase LabelPrevious = new("Previous");
    public static readonly Phrase LabelOpenPaper = new("Open a paper");
    public static readonly Phrase LabelTopics = new("Topics");
    public static readonly Phrase LabelErase = new("Erase it now");

    /// <summary>Every phrase there is.</summary>
    public static IReadOnlyList<Phrase> All { get; } =
    [
        .. typeof(Phrase).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Phrase>(),
    ];
}
