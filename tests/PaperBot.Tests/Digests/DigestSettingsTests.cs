using PaperBot.Digests;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestSettingsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Faults(new DigestSettings()));

    [Fact]
    public void Every_fault_is_told_with_section_key_and_range()
    {
        var faults = Faults(new DigestSettings { Count = 26, CandidateDays = 0, RevisionDays = -1, Time = "25:00", Zone = "Europe/Atlantis", Channel = "" });

        Assert.Equal(
            [
                "Digest:CandidateDays must be a number of days from 1 to 365.",
                "Digest:Channel must name a channel; it is empty.",
                "Digest:Count must be a number from 1 to 25.",
                "Digest:RevisionDays must be a number of days from 0 (posts are never edited) to 365.",
                "Digest:Time must be a time of day from 00:00 to 23:59 written HH:mm; it is '25:00'.",
                "Digest:Zone must be an IANA time zone such as Europe/Berlin, America/New_York or UTC; 'Europe/Atlantis' is not known here.",
            ],
            faults.Order());
    }

    [Fact]
    public void Topics_that_cannot_be_read_are_told_with_what_is_allowed()
    {
        var fault = Assert.Single(Faults(new DigestSettings { Topics = "\"sign language" }));

        Assert.StartsWith("Digest:Topics cannot be read: The quotation mark of", fault, StringComparison.Ordinal);
        Assert.Contains("write terms with commas between them", fault, StringComparison.Ordinal);
        Assert.Equal("Digest:SettleMinutes must be a number of minutes from 0 to 120.", Assert.Single(Faults(new DigestSettings { SettleMinutes = 121 })));
    }

    [Fact]
    public void An_unknown_zone_alone_is_told_too() =>
        Assert.Contains("'Mars/Olympus'", Assert.Single(Faults(new DigestSettings { Zone = "Mars/Olympus" })), StringComparison.Ordinal);

    private static IEnumerable<string> Faults(DigestSettings settings) =>
        new DigestSettingsCheck().Validate(null, settings).Failures ?? [];
}
