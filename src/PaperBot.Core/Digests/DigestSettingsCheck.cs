using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Digests;

/// <summary>Checks the settings at start; each message names section, key and allowed range.</summary>
internal sealed class DigestSettingsCheck : IValidateOptions<DigestSettings>
{
    public ValidateOptionsResult Validate(string? name, DigestSettings options)
    {
        List<ValidationResult> wrong = [];
        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true);
        // TryValidateObject asks the object itself only when the attributes are satisfied; all faults are told at once here.
        foreach (var result in options.Validate(new ValidationContext(options)))
        {
            if (wrong.All(w => w.ErrorMessage != result.ErrorMessage))
            {
                wrong.Add(result);
            }
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong.Select(w => w.ErrorMessage!));
    }
}
