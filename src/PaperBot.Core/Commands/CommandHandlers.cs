namespace PaperBot.Commands;

/// <summary>What stands behind the rows of the command table.</summary>
internal sealed record CommandHandlers(
    AskHandler Ask,
    PaperHandler Paper,
    SearchHandler Search,
    AboutHandler About,
    CheckHandler Check,
    RelatedHandler Related,
    CompareHandler Compare,
    SummarizeHandler Summarize,
    DigestHandler Digest,
    DigestPlanHandler Plan,
    ArchiveHandler Archive,
    EvidenceHandler Evidence,
    SourcesHandler Sources,
    FeedbackHandler Feedback,
    ReadingListHandler ReadingList,
    AddHandler Add,
    StatusHandler Status,
    ModelHandler Model,
    ForgetHandler Forget);
