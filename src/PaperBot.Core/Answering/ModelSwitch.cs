namespace PaperBot.Answering;

/// <summary>
/// Whether the model, where there is one, writes answers, summaries of topics and comparisons; turned off, they are the abstracts'
/// own words. One-sentence summaries of papers are kept and stay whoever wrote them. It holds until the program ends. Safe for
/// concurrent use; what is being written stays with what it began with.
/// </summary>
internal sealed class ModelSwitch
{
    private volatile bool isOff;

    public bool IsOn
    {
        get => !isOff;
        set => isOff = !value;
    }
}
