using System.Globalization;
using System.Text.Json;
using PaperBot.Papers;

namespace PaperBot.Benchmarks.Quality;

/// <summary>A test collection: papers, queries, and which papers people judged relevant.</summary>
internal sealed record Collection(string Name, IReadOnlyList<Paper> Papers, IReadOnlyList<JudgedQuery> Queries)
{
    /// <summary>
    /// Reads a folder of <c>corpus.jsonl</c> (id, title, text), <c>queries.jsonl</c> (id, text) and <c>qrels.tsv</c> (query,
    /// paper, grade; the greater the better, 0 is not relevant). Queries nobody judged are left out.
    /// </summary>
    /// <exception cref="FormatException">A line has another form; the message names file and line.</exception>
    public static Collection Read(string folder)
    {
        List<Paper> papers = [.. Objects(Path.Combine(folder, "corpus.jsonl"), "id", "title", "text").Select(o => new Paper
        {
            Id = o["id"],
            Title = o["title"],
            Abstract = o["text"],
            FirstImported = DateTimeOffset.UnixEpoch,
            Sources = [Path.GetFileName(folder)],
        })];
        Dictionary<string, int> places = [];
        foreach (var paper in papers)
        {
            if (!places.TryAdd(paper.Id, places.Count))
            {
                throw new FormatException($"{Path.Combine(folder, "corpus.jsonl")}: the id {paper.Id} stands there twice.");
            }
        }

        var judged = Judgements(Path.Combine(folder, "qrels.tsv"), places);
        return new Collection(Path.GetFileName(folder), papers,
        [
            .. Objects(Path.Combine(folder, "queries.jsonl"), "id", "text").Where(o => judged.ContainsKey(o["id"]))
                .Select(o => new JudgedQuery(o["id"], o["text"], judged[o["id"]])),
        ]);
    }

    private static Dictionary<string, Dictionary<int, int>> Judgements(string path, Dictionary<string, int> places)
    {
        Dictionary<string, Dictionary<int, int>> judged = [];
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Split('\t') is not [var query, var paper, var written]
                || !int.TryParse(written, NumberStyles.Integer, CultureInfo.InvariantCulture, out var grade))
            {
                throw new FormatException($"{path}, line {number}: not a query, a paper and a grade with tabs between.");
            }

            if (grade > 0 && places.TryGetValue(paper, out var place))
            {
                judged.TryAdd(query, []);
                judged[query][place] = grade;
            }
        }

        return judged;
    }

    private static IEnumerable<Dictionary<string, string>> Objects(string path, params string[] needed)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            Dictionary<string, string> read = [];
            try
            {
                using var json = JsonDocument.Parse(line);
                foreach (var property in json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
                {
                    read[property.Name] = property.Value.GetString()!;
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new FormatException($"{path}, line {number}: not a JSON object ({e.Message})", e);
            }

            if (Array.Find(needed, name => !read.ContainsKey(name)) is { } missing)
            {
                throw new FormatException($"{path}, line {number}: has no {missing}.");
            }

            yield return read;
        }
    }
}

/// <summary>A query with the papers judged relevant, by place in the corpus, and their grades (1 and more).</summary>
internal sealed record JudgedQuery(string Id, string Text, IReadOnlyDictionary<int, int> Grades);
