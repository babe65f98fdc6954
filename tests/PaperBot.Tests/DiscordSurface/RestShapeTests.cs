using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>What calls look like on the way.</summary>
public sealed class RestShapeTests : IAsyncLifetime
{
    private readonly DiscordRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task Calls_carry_the_token_and_say_who_calls()
    {
        await rig.Api.MeAsync(Token);
        var call = Assert.Single(rig.Http.Seen);
        Assert.Equal($"Bot {DiscordRig.Token}", call.Authorization);
        Assert.Matches(@"^DiscordBot \(https://\S+, \d+\.\d+\.\d+\)$", call.UserAgent);
        var version = typeof(DiscordBot).Assembly.GetName().Version!.ToString(3);
        Assert.EndsWith($", {version})", call.UserAgent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_of_interactions_carry_no_token_but_their_own()
    {
        await rig.Api.EditAnswerAsync(rig.Interaction(), OutgoingMessage.Text("Done."), Token);
        var call = Assert.Single(rig.Http.Seen);
        Assert.Null(call.Authorization);
        Assert.Equal("PATCH webhooks/2/interaction-token-9/messages/@original", call.ToString());
    }

    [Fact]
    public async Task Nobody_is_called_by_a_message_unless_it_says_so()
    {
        await rig.Api.SendAsync(DiscordRig.Channel, OutgoingMessage.Text("@everyone"), Token);
        await rig.Api.EditAsync(DiscordRig.Channel, new Snowflake(77), OutgoingMessage.Text("@here"), Token);
        await rig.Api.FollowUpAsync(rig.Interaction(), OutgoingMessage.Text("<@3>"), Token);
        await rig.Api.AnswerAsync(rig.Interaction(), new InteractionAnswer.Message(OutgoingMessage.Text("<@3>")), Token);
        Assert.All(rig.Http.Seen, c => Assert.Contains(
            "\"allowed_mentions\":{\"parse\":[],\"users\":[],\"replied_user\":false}", c.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_names_its_message_and_does_not_fail_when_that_is_gone()
    {
        var reply = OutgoingMessage.Text("Yes.") with
        {
            ReplyTo = new Snowflake(12), Mentions = AllowedMentions.Replied, Nonce = "n1",
        };
        await rig.Api.SendAsync(DiscordRig.Channel, reply, Token);
        var call = Assert.Single(rig.Http.Seen);
        Assert.Equal("""{"message_id":"12","fail_if_not_exists":false}""", call.Field("message_reference"));
        Assert.Equal("""{"parse":[],"users":[],"replied_user":true}""", call.Field("allowed_mentions"));
        Assert.Equal(("n1", "true"), (call.Field("nonce"), call.Field("enforce_nonce")));
    }

    [Fact]
    public async Task Files_travel_as_parts_beside_the_message()
    {
        var message = OutgoingMessage.Text("See the file.") with
        {
            Files = [new OutgoingFile("answer.md", "# Title"u8.ToArray(), "text/markdown", "The answer")],
        };
        await rig.Api.SendAsync(DiscordRig.Channel, message, Token);
        var call = Assert.Single(rig.Http.Seen);
        Assert.Equal("multipart/form-data", call.MediaType);
        Assert.Contains("name=payload_json", call.Body, StringComparison.Ordinal);
        Assert.Contains(
            """
            "attachments":[{"id":"0","filename":"answer.md","description":"The answer"}]
            """,
            call.Body,
            StringComparison.Ordinal);
        Assert.Contains("name=\"files[0]\"; filename=answer.md", call.Body, StringComparison.Ordinal);
        Assert.Contains("# Title", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_leaves_alone_what_it_does_not_name_and_takes_away_what_is_empty()
    {
        var emptied = new OutgoingMessage { Content = "", Components = [] };
        await rig.Api.EditAsync(DiscordRig.Channel, new Snowflake(77), emptied, Token);
        var call = Assert.Single(rig.Http.Seen);
        Assert.Equal(("", "[]"), (call.Field("content"), call.Field("components")));
        Assert.Equal((null, null), (call.Field("embeds"), call.Field("attachments")));
    }

    [Fact]
    public async Task An_edit_lists_the_files_that_stay_and_those_that_come()
    {
        await rig.Api.EditAsync(
            DiscordRig.Channel,
            new Snowflake(77),
            new OutgoingMessage { KeptFiles = [new Snowflake(31)], Files = [new OutgoingFile("b.txt", "b"u8.ToArray())] },
            Token);
        Assert.Contains(
            """
            "attachments":[{"id":"31"},{"id":"0","filename":"b.txt"}]
            """,
            rig.Http.Seen[0].Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_and_cards_have_the_form_that_Discord_reads()
    {
        await rig.Api.SendAsync(
            DiscordRig.Channel,
            new OutgoingMessage
            {
                Embeds = [new DiscordEmbed { Title = "T", Color = 255, Fields = [new EmbedField("n", "v")] }],
                Components =
                [
                    ActionRow.Of(
                        new Button(ButtonStyle.Primary, "Evidence", "e:1"), new Button(ButtonStyle.Link, "Open", Url: "https://a.b")),
                ],
            },
            Token);
        var call = Assert.Single(rig.Http.Seen);
        Assert.Equal("""[{"title":"T","color":255,"fields":[{"name":"n","value":"v","inline":false}]}]""", call.Field("embeds"));
        Assert.Equal(
            """[{"type":1,"components":[{"type":2,"style":1,"label":"Evidence","custom_id":"e:1","disabled":false},"""
            + """{"type":2,"style":5,"label":"Open","url":"https://a.b","disabled":false}]}]""",
            call.Field("components"));
    }

    [Fact]
    public async Task A_form_and_a_private_deferral_have_their_numbers()
    {
        await rig.Api.AnswerAsync(rig.Interaction(1), new InteractionAnswer.Deferred(IsPrivate: true), Token);
        var words = new Label("Words", new TextInput("t", Required: false, MaxLength: 100));
        await rig.Api.AnswerAsync(
            rig.Interaction(2), new InteractionAnswer.Modal(new DiscordModal("m", "Topics", [words])), Token);
        Assert.Equal("""{"type":5,"data":{"flags":64}}""", rig.Http.Seen[0].Body);
        Assert.Equal(
            """{"type":9,"data":{"components":[{"type":18,"label":"Words","component":"""
            + """{"type":4,"custom_id":"t","style":1,"required":false,"max_length":100}}],"custom_id":"m","title":"Topics"}}""",
            rig.Http.Seen[1].Body);
    }

    [Fact]
    public async Task Commands_leave_away_what_their_kind_may_not_have()
    {
        rig.Http.Otherwise = _ => ScriptedHttp.Answer(200, "[]");
        await rig.Api.ReplaceCommandsAsync(
            new Snowflake(2),
            guild: null,
            [
                new DiscordCommand("Papers about this", "not sent", DiscordCommandKind.Message),
                new DiscordCommand("ask", "Ask")
                {
                    DefaultMemberPermissions = DiscordPermissions.ManageGuild,
                    Options = [new DiscordCommandOption(DiscordOptionType.Text, "question", "What", Required: true)],
                },
            ],
            Token);
        Assert.Equal("PUT applications/2/commands", rig.Sent[0]);
        Assert.Equal(
            """[{"name":"Papers about this","type":3},{"name":"ask","type":1,"description":"Ask","options":["""
            + """{"type":3,"name":"question","description":"What","required":true}],"default_member_permissions":"32"}]""",
            rig.Http.Seen[0].Body);
    }

    [Fact]
    public async Task History_is_asked_page_by_page()
    {
        Assert.Empty(await rig.Api.HistoryAsync(DiscordRig.Channel, new Snowflake(40), 100, Token));
        Assert.Equal("GET channels/5/messages?limit=100&before=40", rig.Sent[0]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rig.Api.HistoryAsync(DiscordRig.Channel, null, 101, Token));
    }

    [Fact]
    public async Task A_message_with_parts_that_are_not_known_yet_can_be_read()
    {
        rig.Http.Then(200, """
            {"id":"77","channel_id":"5","author":{"id":"1","username":"x"},"content":"hi","type":4711,"nonce":17,
             "components":[{"components":[{"type":99,"custom_id":"z"},{"custom_id":"b","style":9,"type":2}],"type":1}],
             "flags":1073741824,
             "embeds":[{"author":{},"footer":{},"fields":null,"type":"rich"}],"mentions":null,"new_thing":{"a":[1]}}
            """);
        var message = await rig.Api.MessageAsync(DiscordRig.Channel, new Snowflake(77), Token);
        Assert.Equal(("hi", "17"), (message.Content, message.Nonce));
        Assert.Empty(message.Mentions);
        Assert.Equal("b", ((Button)((ActionRow)message.Components[0]).Components[1]).CustomId);
    }

    [Theory]
    [InlineData("https://evil.example/a.txt")]
    [InlineData("http://cdn.discordapp.com/a.txt")]
    [InlineData("https://cdn.discordapp.com.evil.example/a.txt")]
    [InlineData("https://cdn.discordapp.com:8443/a.txt")]
    [InlineData("https://cdn.discordapp.com@evil.example/a.txt")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1/a.txt")]
    [InlineData("nonsense")]
    public async Task Files_that_do_not_lie_at_Discord_are_not_fetched(string url)
    {
        var failure = await Assert.ThrowsAsync<DiscordException>(
            () => rig.Api.DownloadAsync(new DiscordAttachment(default, "a.txt", 1, url), 100, Token));
        Assert.Equal(DiscordErrorKind.NotAllowed, failure.Kind);
        Assert.Empty(rig.Sent);
    }

    [Fact]
    public async Task A_file_is_fetched_without_the_token()
    {
        rig.Http.Then(200, "listing");
        Assert.Equal("listing"u8.ToArray(), await rig.Api.DownloadAsync(File(7), 7, Token));
        Assert.Null(rig.Http.Seen[0].Authorization);
    }

    [Fact]
    public async Task A_file_larger_than_allowed_is_refused_whatever_its_sender_claims()
    {
        await Assert.ThrowsAsync<DiscordException>(() => rig.Api.DownloadAsync(File(8), 7, Token));
        Assert.Empty(rig.Sent);
        rig.Http.Then(200, "12345678");
        Assert.Equal(
            DiscordErrorKind.TooLarge,
            (await Assert.ThrowsAsync<DiscordException>(() => rig.Api.DownloadAsync(File(1), 7, Token))).Kind);
        rig.Http.Then(_ => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new Endless()) }));
        Assert.Equal(
            DiscordErrorKind.TooLarge,
            (await Assert.ThrowsAsync<DiscordException>(() => rig.Api.DownloadAsync(File(1), 70_000, Token))).Kind);
    }

    [Theory]
    [InlineData(302, DiscordErrorKind.NotAllowed)]
    [InlineData(404, DiscordErrorKind.Refused)]
    [InlineData(503, DiscordErrorKind.ServerFailure)]
    public async Task A_file_that_cannot_be_had_is_an_error(int status, DiscordErrorKind kind)
    {
        rig.Http.Then(status, "", ("Location", "https://evil.example/"));
        Assert.Equal(
            kind, (await Assert.ThrowsAsync<DiscordException>(() => rig.Api.DownloadAsync(File(1), 100, Token))).Kind);
        Assert.Single(rig.Sent);
    }

    private static DiscordAttachment File(long size) =>
        new(default, "a.txt", size, "https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1");

    // Says nothing of its length and never ends.
    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
