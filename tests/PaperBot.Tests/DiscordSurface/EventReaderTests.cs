using System.Text.Json;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api.Gateway;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>What the bot makes of what the gateway dispatches.</summary>
public sealed class EventReaderTests : IDisposable
{
    private const string Head = """
        "id":"10","application_id":"2","token":"tok","version":1,"guild_id":"8","channel_id":"5","locale":"de",
        "channel":{"id":"5","type":11,"parent_id":"4"},"app_permissions":"1024","authorizing_integration_owners":{"0":"8"},
        "attachment_size_limit":10485760,"context":0,"guild_locale":"en-US",
        "member":{"user":{"id":"3","username":"ada","global_name":"Ada"},"roles":["21"],"permissions":"32"}
        """;

    private readonly RecordingLog log = new();
    private readonly EventReader reader;

    public EventReaderTests() => reader = new EventReader(new ManualTimeProvider(Some.Moment), log);

    public void Dispose() => log.Dispose();

    [Fact]
    public void A_command_comes_with_its_subcommands_options_and_who_called_it()
    {
        var used = Read<DiscordEvent.CommandUsed>("INTERACTION_CREATE", $$"""
            {"type":2,{{Head}},"data":{"id":"70","name":"digest","type":1,"options":[{"name":"topics","type":1,"options":[
             {"name":"words","type":3,"value":"graphs"},{"name":"count","type":4,"value":12},
             {"name":"private","type":5,"value":true},
             {"name":"file","type":11,"value":"90"}]}],
             "resolved":{"attachments":{"90":{
              "id":"90","filename":"a.txt","size":3,"url":"https://cdn.discordapp.com/a.txt"} } } } }
            """);
        Assert.Equal(("digest", "topics"), (used.Call.Name, Assert.Single(used.Call.Path)));
        Assert.Equal(["graphs", "12", "true", "90"], used.Call.Arguments.Select(a => a.Value));
        Assert.Equal("a.txt", used.Call["file"]!.Attachment!.Filename);
        Assert.Equal(("Ada", DiscordPermissions.ManageGuild), (used.Interaction.User.Name, used.Interaction.Member!.Permissions));
        Assert.Equal(("de", Some.Moment), (used.Interaction.Locale, used.Interaction.ReceivedAt));
        Assert.False(used.Interaction.IsUserInstalled);
        Assert.Equal(new Snowflake(4), used.Interaction.Channel!.ParentId);
        Assert.DoesNotContain("tok", used.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_being_typed_is_the_focused_one()
    {
        var asked = Read<DiscordEvent.CompletionAsked>("INTERACTION_CREATE", $$"""
            {"type":4,{{Head}},"data":{"id":"70","name":"paper","type":1,
             "options":[{"name":"paper","type":3,"value":"spar","focused":true}]} }
            """);
        Assert.Equal(("paper", "spar"), (asked.Call.Focused!.Name, asked.Call.Focused.Value));
    }

    [Fact]
    public void A_menu_of_a_message_brings_the_message()
    {
        var used = Read<DiscordEvent.CommandUsed>("INTERACTION_CREATE", $$"""
            {"type":2,{{Head}},"data":{"id":"70","name":"Papers about this","type":3,"target_id":"55","resolved":{"messages":{
             "55":
             {"id":"55","channel_id":"5","author":{"id":"3","username":"ada"},"content":"What of graphs?"} } } } }
            """);
        Assert.Equal((DiscordCommandKind.Message, "What of graphs?"), (used.Call.Kind, used.Call.TargetMessage!.Content));
    }

    [Fact]
    public void A_button_brings_its_id_and_message()
    {
        var used = Read<DiscordEvent.ComponentUsed>("INTERACTION_CREATE", $$"""
            {"type":3,{{Head}},"data":{"custom_id":"e:1","component_type":3,"values":["a","b"]},
             "message":{"id":"55","channel_id":"5","author":{"id":"1","username":"paperbot","bot":true},"content":"Answer"} }
            """);
        Assert.Equal(("e:1", "Answer"), (used.CustomId, used.Message.Content));
        Assert.Equal(["a", "b"], used.Values);
    }

    [Theory]
    [InlineData("""[{"type":18,"component":{"type":4,"custom_id":"t","value":"graphs"}}]""")]
    [InlineData("""[{"type":1,"components":[{"type":4,"custom_id":"t","value":"graphs"}]}]""")]
    public void A_form_brings_its_fields_in_the_new_and_in_the_old_nesting(string components)
    {
        var sent = Read<DiscordEvent.ModalSubmitted>("INTERACTION_CREATE", $$"""
            {"type":5,{{Head}},"data":{"custom_id":"m","components":{{components}} } }
            """);
        Assert.Equal(("t", "graphs"), (Assert.Single(sent.Fields).CustomId, sent.Fields[0].Text));
    }

    [Fact]
    public void A_person_who_brought_the_bot_along_is_told_from_a_server_that_has_it()
    {
        var used = Read<DiscordEvent.CommandUsed>("INTERACTION_CREATE", """
            {"type":2,"id":"10","application_id":"2","token":"tok","user":{"id":"3","username":"ada"},
             "authorizing_integration_owners":{"1":"3"},"data":{"id":"70","name":"ask","type":1}}
            """);
        Assert.True(used.Interaction.IsUserInstalled);
        Assert.Equal(("ada", null), (used.Interaction.User.Name, used.Interaction.GuildId));
    }

    [Fact]
    public void Being_added_to_a_server_is_told_from_a_server_coming_back()
    {
        Begin();
        Assert.False(Read<DiscordEvent.GuildAvailable>("GUILD_CREATE", """{"id":"8","name":"Lab"}""").HasJoined);
        Assert.True(Read<DiscordEvent.GuildAvailable>("GUILD_CREATE", """{"id":"9","name":"New"}""").HasJoined);
        Read<DiscordEvent.GuildUnavailable>("GUILD_DELETE", """{"id":"9","unavailable":true}""");
        Assert.False(Read<DiscordEvent.GuildAvailable>("GUILD_CREATE", """{"id":"9","name":"New"}""").HasJoined);
        Read<DiscordEvent.GuildLeft>("GUILD_DELETE", """{"id":"9"}""");
        Assert.True(Read<DiscordEvent.GuildAvailable>("GUILD_CREATE", """{"id":"9","name":"New"}""").HasJoined);
        Read<DiscordEvent.GuildUnavailable>("GUILD_CREATE", """{"id":"11","unavailable":true}""");
    }

    [Fact]
    public void Changes_of_rights_concern_the_bot_only()
    {
        Begin();
        const string mine = """{"guild_id":"8","user":{"id":"1","username":"paperbot"},"roles":[]}""";
        const string another = """{"guild_id":"8","user":{"id":"3","username":"ada"},"roles":[]}""";
        Read<DiscordEvent.RightsChanged>("GUILD_MEMBER_UPDATE", mine);
        Assert.Null(reader.Read(Frame("GUILD_MEMBER_UPDATE", another)));
        var changed = Read<DiscordEvent.RightsChanged>("GUILD_ROLE_DELETE", """{"guild_id":"8","role_id":"5"}""");
        Assert.Equal(new Snowflake(8), changed.GuildId);
    }

    [Fact]
    public void Channels_and_threads_that_change_or_go_are_told()
    {
        var thread = Read<DiscordEvent.ChannelChanged>("THREAD_UPDATE", """
            {"id":"6","type":11,"guild_id":"8","parent_id":"5",
             "thread_metadata":{"archived":true,"locked":false,"auto_archive_duration":60}}
            """).Channel;
        Assert.True(thread is { IsThread: true, ThreadMetadata.Archived: true });
        var gone = Read<DiscordEvent.ChannelDeleted>("CHANNEL_DELETE", """{"id":"6","type":0,"guild_id":"8"}""");
        Assert.Equal(new Snowflake(6), gone.ChannelId);
        Assert.Equal(
            new Snowflake(55),
            Read<DiscordEvent.MessageDeleted>("MESSAGE_DELETE", """{"id":"55","channel_id":"6","guild_id":"8"}""").MessageId);
    }

    [Theory]
    [InlineData("INTERACTION_CREATE", """{"type":2,"id":"10"}""")]
    [InlineData("INTERACTION_CREATE", """{"type":3,"id":"1","application_id":"2","token":"t","user":{"id":"3","username":"a"}}""")]
    [InlineData("GUILD_ROLE_DELETE", "{}")]
    [InlineData("GUILD_ROLE_DELETE", """{"guild_id":7}""")]
    [InlineData("MESSAGE_CREATE", "null")]
    [InlineData("MESSAGE_CREATE", """{"id":"1","channel_id":"5","author":null}""")]
    [InlineData("READY", "7")]
    [InlineData("TYPING_START", "{}")]
    [InlineData(null, "{}")]
    public void What_cannot_be_read_is_no_event_and_no_exception(string? name, string data) =>
        Assert.Null(reader.Read(Frame(name, data)));

    [Fact]
    public void Ids_tell_when_they_were_made()
    {
        var id = Snowflake.Parse("175928847299117063");
        Assert.Equal(new DateTimeOffset(2016, 4, 30, 11, 18, 25, 796, TimeSpan.Zero), id.CreatedAt);
        Assert.True(Snowflake.At(Some.Moment) > id);
        Assert.Throws<FormatException>(() => Snowflake.Parse("-1"));
        Assert.False(Snowflake.TryParse("99999999999999999999", out _));
    }

    private static ReceivedFrame Frame(string? name, string data) => new(0, JsonDocument.Parse(data).RootElement, 1, name);

    private T Read<T>(string name, string data)
        where T : DiscordEvent
    {
        var happened = reader.Read(Frame(name, data));
        Assert.True(happened is T, $"{happened} {string.Join(' ', log.Lines)}");
        return (T)happened;
    }

    private void Begin() => Read<DiscordEvent.Ready>("READY", """
        {"user":{"id":"1","username":"paperbot"},"session_id":"s","resume_gateway_url":"wss://x","application":{"id":"2"},
         "guilds":[{"id":"8","unavailable":true}]}
        """);
}
