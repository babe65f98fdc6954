using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PaperBot.Settings;

/// <summary>Binds settings sections so that a wrong value is named with its section, its key and what is allowed.</summary>
internal static class SettingsRegistration
{
    /// <summary>Binds <typeparamref name="T"/> to a section and checks its annotations when the program starts.</summary>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration settings, string section)
        where T : class => services
        .BindSettings<T>(settings, section)
        .AddSingleton<IValidateOptions<T>>(new AnnotatedSection<T>(section));

    /// <summary>Binds a section whose room brings its own checks.</summary>
    public static IServiceCollection BindSettings<T>(this IServiceCollection services, IConfiguration settings, string section)
        where T : class
    {
        services.AddOptions<T>().Configure(options => Bind(settings.GetSection(section), options)).ValidateOnStart();
        return services;
    }

    private static void Bind<T>(IConfigurationSection section, T options)
        where T : class
    {
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException)
        {
            throw new OptionsValidationException(section.Key, typeof(T), [Misfit(section, typeof(T))]);
        }
    }

    private static string Misfit(IConfigurationSection section, Type type)
    {
        var properties = type.GetProperties().Where(p => p.CanWrite).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!properties.TryGetValue(child.Key, out var property))
            {
                return $"Setting {child.Path} is not known; section {section.Key} has {string.Join(", ", properties.Keys)}.";
            }

            if (child.Value is { } value && !Converts(property.PropertyType, value))
            {
                return $"Setting {child.Path} is “{value}”; it must be {Allowed(property)}.";
            }

            if (child.GetChildren().Any())
            {
                return $"Setting {child.Path} is a list or a section; it must be {Allowed(property)}.";
            }
        }

        return $"Section {section.Key} of the settings does not fit; it has {string.Join(", ", properties.Keys)}.";
    }

    private static bool Converts(Type type, string value)
    {
        try
        {
            _ = TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>What a property takes, in words.</summary>
    internal static string Allowed(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var range = property.GetCustomAttribute<RangeAttribute>();
        return (type, range) switch
        {
            (_, not null) => $"a number from {range.Minimum} to {range.Maximum}",
            ({ IsEnum: true }, _) => "one of " + string.Join(", ", Enum.GetNames(type)),
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(TimeOnly) => "a time of day from 00:00 to 23:59",
            _ when type == typeof(int) || type == typeof(double) => "a number",
            _ => "a text that is not empty",
        };
    }

    private sealed class AnnotatedSection<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            List<string> wrong = [];
            foreach (var property in typeof(T).GetProperties())
            {
                var value = property.GetValue(options);
                foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(r => !r.IsValid(value)))
                {
                    wrong.Add($"Setting {section}:{property.Name} is “{value}”; it must be {Said(rule, property)}.");
                }
            }

            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }

        // A message written for one rule says more than its kind does.
        private static string Said(ValidationAttribute rule, PropertyInfo property) =>
            rule.ErrorMessage is { } said ? said.TrimEnd('.') : Allowed(property);
    }
}
