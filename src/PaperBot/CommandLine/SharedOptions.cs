using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary>Options and arguments that several commands take.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON" };

    public static Option<int> Top(int normally) => new("-k")
    {
        Description = "How many papers to show", HelpName = "N", DefaultValueFactory = _ => normally,
        Validators = { result => RequireRange(result, "-k", 1, 1000) },
    };

    public static Option<FileInfo?> Batch(string fields) => new("--batch")
    {
        Description = $"Read JSON lines {fields} and print JSON lines", HelpName = "FILE",
    };

    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description, HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"{name} takes a day such as 2026-03-31, not '{typed}'.");
            return null;
        },
    };

    /// <summary>Words that need no quotation marks in a shell.</summary>
    public static Argument<string[]> Words(string name, string description) => new(name)
    {
        Description = description, Arity = ArgumentArity.ZeroOrMore, HelpName = name,
    };

    /// <summary>Joins words to the text they are, or fails when there is none.</summary>
    public static string Text(this Run run, Argument<string[]> words)
    {
        var text = string.Join(' ', run.Value(words) ?? []).Trim();
        return text.Length > 0 ? text : throw new UsageException($"{words.Name} is missing.");
    }

    public static void RequireRange(SymbolResult result, string name, int least, int most)
    {
        var typed = result.Tokens.Count > 0 ? result.Tokens[0].Value : null;
        if (typed is not null && !(int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most))
        {
            result.AddError($"{name} takes a number from {least} to {most}, not '{typed}'.");
        }
    }

    /// <summary>The four options that say which papers may appear.</summary>
    internal sealed class Filters
    {
        private readonly Option<DateOnly?> after = Day("--after", "Published on or after this day");
        private readonly Option<DateOnly?> before = Day("--before", "Published on or before this day");
        private readonly Option<string?> category = new("--category") { Description = "In this category", HelpName = "NAME" };
        private readonly Option<string?> author = new("--author") { Description = "With this author", HelpName = "NAME" };

        public void AddTo(Command command)
        {
            command.Options.Add(after);
            command.Options.Add(before);
            command.Options.Add(category);
            command.Options.Add(author);
        }

        public PaperFilter Of(Run run) => new()
        {
            After = run.Value(after), Before = run.Value(before), Category = run.Value(category), Author = run.Value(author),
        };
    }
}
