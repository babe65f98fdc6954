namespace PaperBot.Summaries;

/// <summary>What is looked at when a sentence is weighed as a summary of its abstract.</summary>
internal enum SentenceFeature
{
    First,
    Second,
    Last,
    Position,
    LaterHalf,
    Presents,
    FirstPresents,
    Studies,
    FirstStudies,
    Finds,
    FirstFinds,
    NamesThePaper,
    FirstOfTheAuthors,
    FirstPerson,
    Ours,
    Gains,
    Novel,
    Background,
    BeginsWithContrast,
    BeginsDangling,
    RefersBack,
    BeginsConnected,
    Evaluation,
    Availability,
    Measured,
    Question,
    Colon,
    NamesTheSubject,
    BeginsWithSubject,
    TitleRecall,
    TitlePrecision,
    Centrality,
    Short,
    Words,
    Long,
    VeryLong,
}

/// <summary>Measures each sentence of an abstract; one row a sentence, one column a <see cref="SentenceFeature"/>.</summary>
internal static class SentenceFeatures
{
    /// <summary>Columns of a row.</summary>
    public static readonly int Count = Enum.GetValues<SentenceFeature>().Length;

    /// <summary>Rows in the order of <paramref name="sentences"/>; shares and cosines are 0 to 1, marks 0 or 1.</summary>
    public static double[][] Of(string title, IReadOnlyList<string> sentences)
    {
        var titleStems = ContentStems.Of(title);
        var stems = sentences.Select(ContentStems.Of).ToArray();
        var subject = SubjectOf(title);
        var rows = new double[sentences.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Measure(sentences[i]);
            Place(rows[i], i, rows.Length);
            Relate(rows[i], i, stems, titleStems);
            rows[i][(int)SentenceFeature.BeginsWithSubject] =
                subject.Length > 0 && sentences[i].StartsWith(subject, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            rows[i][(int)SentenceFeature.NamesTheSubject] =
                subject.Length > 0 && sentences[i].Contains(subject, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        MarkFirst(rows, SentenceFeature.Presents, SentenceFeature.FirstPresents);
        MarkFirst(rows, SentenceFeature.Studies, SentenceFeature.FirstStudies);
        MarkFirst(rows, SentenceFeature.Finds, SentenceFeature.FirstFinds);
        MarkFirst(rows, SentenceFeature.FirstPerson, SentenceFeature.FirstOfTheAuthors);
        return rows;
    }

    private static double[] Measure(string sentence)
    {
        var row = new double[Count];
        var words = SummaryWords.Count(sentence);
        void Set(SentenceFeature feature, bool holds) => row[(int)feature] = holds ? 1 : 0;

        Set(SentenceFeature.Presents, SentenceCues.Presents.IsMatch(sentence));
        Set(SentenceFeature.Studies, SentenceCues.Studies.IsMatch(sentence));
        Set(SentenceFeature.Finds, SentenceCues.Finds.IsMatch(sentence));
        Set(SentenceFeature.NamesThePaper, SentenceCues.NamesThePaper.IsMatch(sentence));
        Set(
            SentenceFeature.FirstPerson,
            SentenceCues.FirstPerson.IsMatch(sentence) || SentenceCues.NamesThePaper.IsMatch(sentence));
        Set(SentenceFeature.Ours, SentenceCues.Ours.IsMatch(sentence));
        Set(SentenceFeature.Gains, SentenceCues.Gains.IsMatch(sentence));
        Set(SentenceFeature.Novel, SentenceCues.Novel.IsMatch(sentence));
        Set(SentenceFeature.Background, SentenceCues.Background.IsMatch(sentence));
        Set(SentenceFeature.BeginsWithContrast, SentenceCues.BeginsWithContrast.IsMatch(sentence));
        Set(SentenceFeature.BeginsDangling, SentenceCues.BeginsDangling.IsMatch(sentence));
        Set(SentenceFeature.RefersBack, SentenceCues.RefersBack.IsMatch(SentenceTrimmer.WithoutOpener(sentence)));
        Set(SentenceFeature.BeginsConnected, SentenceCues.BeginsConnected.IsMatch(sentence));
        Set(SentenceFeature.Evaluation, SentenceCues.Evaluation.IsMatch(sentence));
        Set(SentenceFeature.Availability, SentenceCues.Availability.IsMatch(sentence));
        Set(SentenceFeature.Measured, SentenceCues.Measured.IsMatch(sentence));
        Set(SentenceFeature.Question, sentence.EndsWith('?'));
        Set(SentenceFeature.Colon, sentence.Contains(": ", StringComparison.Ordinal));
        Set(SentenceFeature.Short, words < 10);
        Set(SentenceFeature.Long, words > 30);
        Set(SentenceFeature.VeryLong, words > SummaryWords.Limit);
        row[(int)SentenceFeature.Words] = Math.Min(words, 60) / 60.0;
        return row;
    }

    private static void Place(double[] row, int index, int count)
    {
        row[(int)SentenceFeature.First] = index == 0 ? 1 : 0;
        row[(int)SentenceFeature.Second] = index == 1 ? 1 : 0;
        row[(int)SentenceFeature.Last] = index == count - 1 ? 1 : 0;
        row[(int)SentenceFeature.Position] = count == 1 ? 0 : index / (count - 1.0);
        row[(int)SentenceFeature.LaterHalf] = index * 2 >= count ? 1 : 0;
    }

    private static void Relate(double[] row, int index, HashSet<string>[] stems, HashSet<string> titleStems)
    {
        var own = stems[index];
        var shared = own.Count(titleStems.Contains);
        row[(int)SentenceFeature.TitleRecall] = titleStems.Count == 0 ? 0 : (double)shared / titleStems.Count;
        row[(int)SentenceFeature.TitlePrecision] = own.Count == 0 ? 0 : (double)shared / own.Count;
        var others = 0.0;
        for (var i = 0; i < stems.Length; i++)
        {
            others += i == index ? 0 : ContentStems.Cosine(own, stems[i]);
        }

        row[(int)SentenceFeature.Centrality] = stems.Length < 2 ? 0 : others / (stems.Length - 1);
    }

    private static void MarkFirst(double[][] rows, SentenceFeature of, SentenceFeature mark)
    {
        var first = Array.FindIndex(rows, r => r[(int)of] > 0);
        if (first >= 0)
        {
            rows[first][(int)mark] = 1;
        }
    }

    // "SAMI: Learning to …" and "SAMI, a way to …" name their subject before the colon or comma.
    private static string SubjectOf(string title)
    {
        var colon = title.IndexOf(':', StringComparison.Ordinal);
        return colon is > 2 and < 30 && SummaryWords.Count(title.AsSpan(0, colon)) <= 3 ? title[..colon].Trim() : "";
    }
}
