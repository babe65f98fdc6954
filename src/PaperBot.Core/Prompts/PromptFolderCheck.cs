using Microsoft.Extensions.Options;

namespace PaperBot.Prompts;

/// <summary>
/// Reads the prompts when the program starts, so that a broken file stops it with a sentence and not the first question.
/// </summary>
internal sealed class PromptFolderCheck : IValidateOptions<PromptOptions>
{
    public ValidateOptionsResult Validate(string? name, PromptOptions options)
    {
        try
        {
            PromptFolder.Read(options.Folder);
            return ValidateOptionsResult.Success;
        }
        catch (PromptFileException wrong)
        {
            return ValidateOptionsResult.Fail(wrong.Message);
        }
    }
}
