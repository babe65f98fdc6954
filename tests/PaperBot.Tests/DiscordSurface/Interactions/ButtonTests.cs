using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>Buttons and forms from end to end.</summary>
public sealed class ButtonTests
{
    private const string Question = "How much water does Écluse save in a dry summer?";

    [Fact]
    public async Task A_private_answer_is_shared_once_in_the_name_of_who_shares_it()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        var answer = await rig.Act.Slash(reader, channel, "ask", ("question", Question)).SettledAsync();
        var press = rig.Act.Press(reader, answer, "Share with channel");
        var shared = await press.MessageAsync();
        Assert.Null(shared.OnlyFor);
        Assert.False(shared.EverPinged);
        Golden.IsKept("interactions-shared-reader.txt", rig.Transcript(reader));
        Golden.IsKept("interactions-shared-owner.txt", rig.Transcript(rig.Server.Owner));
    }

    [Fact]
    public async Task An_answer_shared_after_a_restart_is_the_message_itself()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        var answer = await rig.Act.Slash(reader, channel, "ask", ("question", Question)).SettledAsync();
        for (var i = 0; i < 600; i++)
        {
            // So many later answers push it out, as a restart does.
            rig.Service<SharedPosts>().Keep(
                new(new((ulong)i + 1), new(1), new("t"), new(new(1), "ada"), default), [new ChatPost("later")]);
        }

        var shared = await rig.Act.Press(reader, answer, "Share with channel").MessageAsync();
        Assert.Contains("18%", shared.Body.Content, StringComparison.Ordinal);
        Assert.StartsWith("*Shared by", shared.Body.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_write_may_not_share()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        rig.Server.World.Change(channel, c => c.Overwrites.Add(
            new Overwrite(reader.Id, IsRole: false, Permissions.None, Permissions.SendMessages)));
        var answer = await rig.Act.Slash(reader, channel, "ask", ("question", Question)).SettledAsync();
        var refused = await rig.Act.Press(reader, answer, "Share with channel").MessageAsync();
        Assert.Equal(reader, refused.OnlyFor);
        Assert.Equal("", rig.Transcript(rig.Server.Owner));
    }

    [Fact]
    public async Task Evidence_and_feedback_of_a_public_answer_are_for_who_presses()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, owner) = (rig.Server.Reader, rig.Server.Owner);
        var id = await AskAsync(rig);
        var post = await rig.PostAsync(Buttons(id));
        await rig.Act.Press(owner, post, "Evidence").SettledAsync(TimeSpan.FromMilliseconds(250));
        await rig.Act.Press(owner, post, "Good").SettledAsync(TimeSpan.FromMilliseconds(250));
        var opened = rig.Act.Press(owner, post, "Bad");
        var form = await opened.ModalAsync();
        Assert.Equal("Bad", form["title"]!.ToString());
        await rig.Act.SubmitModal(owner, opened, ("value", "It forgets the swans")).SettledAsync(TimeSpan.FromMilliseconds(250));
        var again = rig.Act.Press(owner, post, "Bad");
        await again.ModalAsync();
        await rig.Act.SubmitModal(owner, again).SettledAsync(TimeSpan.FromMilliseconds(250));
        Golden.IsKept("interactions-buttons.txt", rig.Transcript(owner));
        Assert.DoesNotContain("swans", rig.Transcript(reader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follow_up_is_asked_for_in_a_form_and_knows_what_was_said_before()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        var id = await AskAsync(rig);
        var post = await rig.PostAsync(Buttons(id));
        var opened = rig.Act.Press(reader, post, "Follow-up");
        await opened.ModalAsync();
        var sight = rig.Act.SubmitModal(reader, opened, ("Question", "How much longer do ships wait?"));
        var answer = await sight.SettledAsync();
        Assert.Equal(reader, answer.OnlyFor);
        Assert.Contains("3 minutes", answer.Body.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_turn_in_place_for_who_asked_and_open_anew_for_others()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, owner) = (rig.Server.Reader, rig.Server.Owner);
        var own = await rig.Act.Slash(reader, rig.Server.Channel, "ask", ("question", Question)).SettledAsync();
        var next = new ChatAction("Next", "search") { Values = new Dictionary<string, string> { ["text"] = "canal", ["page"] = "1" } };
        var code = ActionCodes.Of(next, null)!;
        var row = new JsonObject
        {
            ["type"] = 1,
            ["components"] = new JsonArray(new JsonObject { ["type"] = 2, ["style"] = 2, ["label"] = "Next", ["custom_id"] = code }),
        };
        rig.Server.World.Edit(own, own.Body with { Components = new JsonArray(row) });
        await rig.Act.Press(reader, own, "Next").AcknowledgedAsync();
        await rig.Act.Press(reader, await rig.PostAsync(new ChatPost("A list") { Actions = [next] }), "Next")
            .MessageAsync(m => m.OnlyFor == reader);
        await WaitAsync(() => own.Body.Content.Contains("Écluse", StringComparison.Ordinal)
            && !own.Body.Content.Contains("18%", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_button_whose_values_are_forgotten_or_unknown_says_so_in_private()
    {
        await using var rig = await InteractionRig.StartAsync(
            more: s => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(s, new KeptActions(most: 1)));
        ChatAction Search(string text) => new("Search again", "search") { Values = new Dictionary<string, string> { ["text"] = text } };
        var old = await rig.PostAsync(new ChatPost("A list") { Actions = [Search(new string('a', 200))] });
        var young = await rig.PostAsync(new ChatPost("A list") { Actions = [Search("canal " + new string('b', 200))] });
        var gone = await rig.PostAsync(new ChatPost("A list") { Actions = [new ChatAction("Gone", "no-such-command")] });
        var tooOld = await rig.Act.Press(rig.Server.Reader, old, "Search again").MessageAsync();
        Assert.Equal("This button is too old; `/search` does the same.", tooOld.Body.Content);
        Assert.Equal(rig.Server.Reader, tooOld.OnlyFor);
        var kept = await rig.Act.Press(rig.Server.Reader, young, "Search again").MessageAsync();
        Assert.DoesNotContain("too old", kept.Body.Content, StringComparison.Ordinal);
        var unknown = await rig.Act.Press(rig.Server.Reader, gone, "Gone").MessageAsync();
        Assert.Contains("earlier version", unknown.Body.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_pressed_twice_in_a_hurry_answers_once()
    {
        await using var rig = await InteractionRig.StartAsync(works: false);
        var post = await rig.PostAsync(new ChatPost("A paper")
        {
            Actions = [new ChatAction("Card", "paper") { Values = new Dictionary<string, string> { ["paper"] = "Lanternfish" } }],
        });
        var first = rig.Act.Press(rig.Server.Reader, post, "Card");
        await first.AcknowledgedAsync();
        var second = rig.Act.Press(rig.Server.Reader, post, "Card");
        await second.AcknowledgedAsync();
        await rig.WorkAsync();
        await first.SettledAsync();
        Assert.Single(first.Messages);
    }

    [Fact]
    public async Task A_button_gives_no_right_that_its_presser_has_not()
    {
        await using var rig = await InteractionRig.StartAsync();
        var post = await rig.PostAsync(new ChatPost("Settings") { Actions = [new ChatAction("Off", "digest off")] });
        var refused = await rig.Act.Press(rig.Server.Reader, post, "Off").MessageAsync();
        Assert.Contains("Only those who look after this place", refused.Body.Content, StringComparison.Ordinal);
        Assert.Equal(rig.Server.Reader, refused.OnlyFor);
    }

    private static async Task<string> AskAsync(InteractionRig rig)
    {
        var sight = rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "ask", ("question", Question), ("private", false));
        var answer = await sight.SettledAsync();
        var text = answer.Body.Content;
        return System.Text.RegularExpressions.Regex.Match(text, "answer ([0-9a-z]{8})").Groups[1].Value;
    }

    private static ChatPost Buttons(string answer) => new("It saves 18% of the water.")
    {
        Actions =
        [
            new("Evidence", "evidence") { Values = Of(("answer", answer)), Symbol = "🔍" },
            new("Good", "feedback") { Values = Of(("answer", answer), ("rating", "good")), Symbol = "👍" },
            new("Bad", "feedback") { Values = Of(("answer", answer), ("rating", "bad")), Prompt = "comment", Symbol = "👎" },
            new("Follow-up", "ask") { Prompt = "question" },
        ],
    };

    private static Dictionary<string, string> Of(params (string Name, string Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value);

    private static async Task WaitAsync(Func<bool> comes)
    {
        for (var i = 0; i < 200 && !comes(); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(comes());
    }
}
