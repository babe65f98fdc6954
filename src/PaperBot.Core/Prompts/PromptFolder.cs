namespace PaperBot.Prompts;

/// <summary>Reads all prompts of a folder.</summary>
internal static class PromptFolder
{
    /// <summary>Every <c>*.yaml</c> of the folder by its prompt's name; all that code asks for are among them.</summary>
    /// <exception cref="PromptFileException">The first thing that is wrong.</exception>
    public static Dictionary<string, PromptTemplate> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PromptFileException(folder, 0, "there is no such folder of prompts; name one with Prompts:Folder.");
        }

        Dictionary<string, PromptTemplate> prompts = new(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var prompt = ReadChecked(file);
            if (!prompts.TryAdd(prompt.Name, prompt))
            {
                throw new PromptFileException(
                    file,
                    0,
                    $"the name “{prompt.Name}” is also that of {Path.GetFileName(prompts[prompt.Name].File)}; rename one.");
            }
        }

        return PromptNames.Filled.Keys.FirstOrDefault(name => !prompts.ContainsKey(name)) is { } missing
            ? throw new PromptFileException(
                folder, 0, $"no file holds the prompt “{missing}”; restore {missing}.yaml from the sources of PaperBot.")
            : prompts;
    }

    /// <summary>One file, whose variables are those that code fills in when it is one of <see cref="PromptNames"/>.</summary>
    /// <exception cref="PromptFileException">Something in it is wrong.</exception>
    public static PromptTemplate ReadChecked(string file)
    {
        var prompt = PromptFile.Read(file);
        if (!PromptNames.Filled.TryGetValue(prompt.Name, out var filled))
        {
            return prompt;
        }

        var unknown = prompt.Variables.FirstOrDefault(v => v.IsRequired && !filled.Contains(v.Name, StringComparer.Ordinal));
        var lacking = filled.FirstOrDefault(name => prompt.Variables.All(v => v.Name != name));
        return (unknown, lacking) switch
        {
            ({ } variable, _) => throw new PromptFileException(file, 0,
                $"the required variable “{variable.Name}” is never given to “{prompt.Name}”, "
                + $"only {string.Join(" and ", filled)}; remove it or give it a default."),
            (_, { } variable) => throw new PromptFileException(file, 0,
                $"the prompt “{prompt.Name}” must use {{{{${variable}}}}}; add it to the template and to input_variables."),
            _ => prompt,
        };
    }
}
