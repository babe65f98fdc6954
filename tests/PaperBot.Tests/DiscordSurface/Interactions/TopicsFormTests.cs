using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;
using PaperBot.Digests;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>The form that says what a digest is about.</summary>
public sealed class TopicsFormTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Topics_are_changed_line_by_line_in_a_form_that_holds_what_stands()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (owner, channel) = (rig.Server.Owner, rig.Server.Channel);
        await ChangeAsync(rig, "graph learning, \"sign language\", -survey");

        var opened = rig.Act.Slash(owner, channel, "digest topics");
        var field = Field(await opened.ModalAsync());
        Assert.Equal("graph learning\n\"sign language\"\n-survey", field["value"]!.ToString());
        Assert.False(field["required"]!.GetValue<bool>());
        var said = await rig.Act.SubmitModal(owner, opened, ("value", "canals,\nkites\n\ncategory:cs.CL")).SettledAsync();
        Assert.Equal(owner, said.OnlyFor);
        Assert.Equal("canals, kites, category:cs.CL", await TopicsAsync(rig));

        var again = rig.Act.Press(owner, said, "Topics");
        Assert.Equal("canals\nkites\ncategory:cs.CL", Field(await again.ModalAsync())["value"]!.ToString());
        await rig.Act.SubmitModal(owner, again, ("value", " ")).SettledAsync();
        Assert.Equal("", await TopicsAsync(rig));

        var empty = rig.Act.Slash(owner, channel, "digest topics");
        Assert.Null(Field(await empty.ModalAsync())["value"]);
    }

    [Fact]
    public async Task Topics_that_cannot_be_are_refused_in_private_as_the_command_does_and_change_nothing()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (owner, channel) = (rig.Server.Owner, rig.Server.Channel);
        await ChangeAsync(rig, "kites");
        var opened = rig.Act.Slash(owner, channel, "digest topics");
        await opened.ModalAsync();
        var refused = await rig.Act.SubmitModal(owner, opened, ("value", "kites\n\"never closed")).SettledAsync();
        Assert.Equal(owner, refused.OnlyFor);
        Assert.StartsWith(
            "That cannot be: The quotation mark of “'never closed” is not closed", refused.Body.Content, StringComparison.Ordinal);
        Assert.Equal("kites", await TopicsAsync(rig));
    }

    [Fact]
    public async Task Who_does_not_look_after_the_place_is_told_so_before_there_is_a_form()
    {
        await using var rig = await InteractionRig.StartAsync();
        var refused = await rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "digest topics").MessageAsync();
        Assert.Equal("Only those who look after this place can use `/digest topics`.", refused.Body.Content);
        Assert.Equal(rig.Server.Reader, refused.OnlyFor);

        // Rights that were lost while the form was open count.
        var opened = rig.Act.Slash(rig.Server.Owner, rig.Server.Channel, "digest topics");
        var code = (await opened.ModalAsync())["custom_id"]!.ToString();
        var post = await rig.PostAsync(new ChatPost("Settings")
        {
            Actions =
            [
                new ChatAction("Topics", "digest topics") { Values = new Dictionary<string, string> { ["topics"] = "owls" } },
            ],
        });
        Assert.StartsWith("p|digest topics|topics", code, StringComparison.Ordinal);
        await rig.Act.Press(rig.Server.Reader, post, "Topics").MessageAsync();
        Assert.Equal("", await TopicsAsync(rig));
    }

    [Fact]
    public async Task Topics_of_another_channel_are_shown_and_changed_from_here_in_the_reader_s_language()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (owner, channel) = (rig.Server.Owner, rig.Server.Channel);
        owner.Locale = "de";
        var other = rig.Server.World.AddChannel(rig.Server.Guild, "annex");
        await ChangeAsync(rig, "owls", other);
        var opened = rig.Act.Slash(owner, channel, "digest topics", ("channel", other));
        var form = await opened.ModalAsync();
        Assert.Equal("owls", Field(form)["value"]!.ToString());
        Assert.Equal("Themen", form["components"]![0]!["label"]!.ToString());
        Assert.StartsWith("Eines je Zeile", form["components"]![0]!["description"]!.ToString(), StringComparison.Ordinal);
        await rig.Act.SubmitModal(owner, opened, ("value", "herons")).SettledAsync();
        Assert.Equal(("herons", ""), (await TopicsAsync(rig, other), await TopicsAsync(rig)));
    }

    [Fact]
    public async Task Topics_of_any_length_that_is_allowed_fit_the_form()
    {
        await using var rig = await InteractionRig.StartAsync(settings: ("Intake:LongestMessage", "200"));
        var topics = string.Join(", ", Enumerable.Range(0, 36).Select(i => $"a long subject number {i}"));
        await ChangeAsync(rig, topics);
        var opened = rig.Act.Slash(rig.Server.Owner, rig.Server.Channel, "digest topics");
        Assert.Equal(topics.Replace(", ", "\n", StringComparison.Ordinal), Field(await opened.ModalAsync())["value"]!.ToString());
        await rig.Act.SubmitModal(rig.Server.Owner, opened).SettledAsync();
        Assert.Equal(topics, await TopicsAsync(rig));
    }

    private static JsonNode Field(JsonObject form) => form["components"]![0]!["component"]!;

    private static Task<DigestPlan> ChangeAsync(InteractionRig rig, string topics, Channel? channel = null) =>
        rig.Service<DigestPlans>().ChangeAsync($"{(channel ?? rig.Server.Channel).Id}", w => w with { Topics = topics }, Token);

    private static async Task<string> TopicsAsync(InteractionRig rig, Channel? channel = null) =>
        (await rig.Service<DigestPlans>().OfAsync($"{(channel ?? rig.Server.Channel).Id}", Token)).Topics;
}
