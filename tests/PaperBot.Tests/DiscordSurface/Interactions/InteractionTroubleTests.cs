using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>Interactions when Discord, the network or time is against them.</summary>
public sealed class InteractionTroubleTests
{
    private const string Question = "How much water does Écluse save in a dry summer?";
    private const string Callback = "POST /interactions";
    private const string Edit = "PATCH /webhooks";

    public static TheoryData<string, string> Faults => new()
    {
        { Callback, "429" }, { Callback, "502 before" }, { Callback, "502 after" }, { Callback, "reset before" }, { Callback, "reset after" },
        { Edit, "429" }, { Edit, "502 before" }, { Edit, "502 after" }, { Edit, "reset after" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_question_is_answered_once_whatever_goes_wrong_on_the_way(string route, string fault)
    {
        await using var rig = await InteractionRig.StartAsync(works: route == Callback);
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        rig.Server.Discord.Faults.Next(
            fault switch
            {
                "429" => new TooManyRequests(TimeSpan.FromMilliseconds(300)),
                "502 before" => new ServerError(502),
                "502 after" => new ServerError(502, AfterEffect: true),
                "reset before" => new ConnectionReset(),
                _ => new ConnectionReset(AfterEffect: true),
            },
            route);
        var sight = rig.Act.Slash(reader, channel, "ask", ("question", Question), ("private", false));
        if (route == Edit)
        {
            await sight.AcknowledgedAsync();
            await rig.WorkAsync();
        }

        var answer = await sight.MessageAsync(m => m.Body.Content.Contains("18%", StringComparison.Ordinal));
        await sight.SettledAsync();
        Assert.Single(sight.Messages);
        Assert.Null(answer.OnlyFor);
        Assert.Equal(0, rig.Server.Discord.Faults.Waiting);
    }

    [Fact]
    public async Task An_event_told_twice_is_answered_once()
    {
        await using var rig = await InteractionRig.StartAsync();
        rig.Server.Discord.Faults.Next(new DuplicateDispatch(), "INTERACTION_CREATE");
        var sight = rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "paper", ("paper", "Lanternfish"));
        await sight.SettledAsync();
        Assert.Single(sight.Messages);
        Assert.Single(rig.Server.Discord.Requests.All, r => r.Template.Contains("callback", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interaction_that_comes_again_under_another_number_is_answered_once()
    {
        await using var rig = await InteractionRig.StartAsync();
        var listener = rig.Service<PaperBot.DiscordSurface.Interactions.InteractionListener>();
        var interaction = new DiscordInteraction(
            new Snowflake(77), new Snowflake(rig.Server.World.Bot.Id), new Secret("none"), new DiscordUser(new Snowflake(3), "ada"), DateTimeOffset.UtcNow);
        var call = new DiscordCommandCall(new Snowflake(1), "no-such-command");
        listener.Take(new DiscordEvent.CommandUsed(interaction, call), TestContext.Current.CancellationToken);
        listener.Take(new DiscordEvent.CommandUsed(interaction, call), TestContext.Current.CancellationToken);
        await WaitAsync(() => Callbacks(rig) > 0);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(1, Callbacks(rig));
    }

    [Fact]
    public async Task An_open_answer_that_comes_after_the_quarter_of_an_hour_becomes_a_message_of_its_own()
    {
        var clock = new SkippingTimeProvider();
        await using var rig = await InteractionRig.StartAsync(clock, works: false);
        var sight = rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "ask", ("question", Question), ("private", false));
        await sight.AcknowledgedAsync();
        clock.Skip(TimeSpan.FromMinutes(16));
        await rig.WorkAsync();
        var late = await sight.MessageAsync(m => m.Body.Content.Contains("18%", StringComparison.Ordinal));
        Assert.StartsWith($"*For <@{rig.Server.Reader.Id}>*", late.Body.Content, StringComparison.Ordinal);
        Assert.False(late.EverPinged);
    }

    [Fact]
    public async Task A_private_answer_that_comes_too_late_is_not_shown_to_everybody()
    {
        var clock = new SkippingTimeProvider();
        await using var rig = await InteractionRig.StartAsync(clock, works: false);
        var sight = rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "ask", ("question", Question));
        await sight.AcknowledgedAsync();
        clock.Skip(TimeSpan.FromMinutes(16));
        await rig.WorkAsync();
        await WaitAsync(() => rig.Log.Lines.Any(l => l.Contains("could not be sent", StringComparison.Ordinal)));
        Assert.DoesNotContain("18%", rig.Transcript(rig.Server.Owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interaction_that_Discord_has_given_up_is_answered_by_a_message()
    {
        await using var rig = await InteractionRig.StartAsync();
        rig.Server.Discord.Faults.Next(new ErrorAnswer(404, 10062, "Unknown interaction"), Callback);
        var sight = rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "ask", ("question", Question), ("private", false));
        var late = await sight.MessageAsync(m => m.Body.Content.Contains("18%", StringComparison.Ordinal));
        Assert.StartsWith("*For <@", late.Body.Content, StringComparison.Ordinal);
        Assert.Single(sight.Messages);
    }

    [Fact]
    public async Task An_interaction_that_another_process_answers_is_left_to_it()
    {
        await using var rig = await InteractionRig.StartAsync();
        rig.Server.Discord.Faults.Next(new ErrorAnswer(400, 40060, "Interaction has already been acknowledged."), Callback);
        rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "paper", ("paper", "Lanternfish"));
        await WaitAsync(() => rig.Log.Lines.Any(l => l.Contains("answered already by somebody else", StringComparison.Ordinal)));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal("", rig.Transcript(rig.Server.Owner));
    }

    [Theory]
    [InlineData(10015, 404)]
    [InlineData(50027, 401)]
    public async Task A_token_that_ends_early_makes_a_message_of_the_answer(int code, int status)
    {
        await using var rig = await InteractionRig.StartAsync(works: false);
        var sight = rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "ask", ("question", Question), ("private", false));
        await sight.AcknowledgedAsync();
        rig.Server.Discord.Faults.Next(new ErrorAnswer(status, code, "Gone"), Edit, times: 5);
        await rig.WorkAsync();
        var late = await sight.MessageAsync(m => m.Body.Content.Contains("18%", StringComparison.Ordinal));
        Assert.StartsWith("*For <@", late.Body.Content, StringComparison.Ordinal);
        rig.Server.Discord.Faults.Clear();
    }

    [Fact]
    public async Task An_answer_whose_thinking_was_dismissed_is_given_all_the_same()
    {
        await using var rig = await InteractionRig.StartAsync(works: false);
        var sight = rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "ask", ("question", Question));
        await sight.AcknowledgedAsync();
        rig.Server.World.Delete(sight.Messages[0]);
        await rig.WorkAsync();
        var answer = await sight.MessageAsync(m => m.Body.Content.Contains("18%", StringComparison.Ordinal));
        Assert.Equal(rig.Server.Reader, answer.OnlyFor);
    }

    [Fact]
    public async Task A_reply_that_Discord_does_not_take_is_said_to_be_so_in_private()
    {
        await using var rig = await InteractionRig.StartAsync();
        rig.Server.Discord.Faults.Next(new ErrorAnswer(400, 200000, "Message was blocked by automatic moderation"), Callback);
        var told = await rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "paper", ("paper", "Lanternfish")).MessageAsync();
        Assert.Contains("Discord does not take it", told.Body.Content, StringComparison.Ordinal);
        Assert.Equal(rig.Server.Reader, told.OnlyFor);
    }

    [Fact]
    public async Task Whoever_is_not_admitted_is_told_why_in_private()
    {
        await using var rig = await InteractionRig.StartAsync(
            more: s => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions
                .AddSingleton<PaperBot.DiscordSurface.Interactions.IAdmission>(s, new Closed()));
        var refused = await rig.Act.Slash(rig.Server.Reader, rig.Server.Channel, "help").MessageAsync();
        Assert.Equal("I answer in #papers only.", refused.Body.Content);
        Assert.Equal(rig.Server.Reader, refused.OnlyFor);
    }

    private static int Callbacks(InteractionRig rig) =>
        rig.Server.Discord.Requests.All.Count(r => r.Template.Contains("callback", StringComparison.Ordinal));

    private static async Task WaitAsync(Func<bool> comes)
    {
        for (var i = 0; i < 300 && !comes(); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(comes());
    }

    private sealed class Closed : PaperBot.DiscordSurface.Interactions.IAdmission
    {
        public string? Refusal(DiscordInteraction interaction) => "I answer in #papers only.";
    }

    /// <summary>The system's clock, set forward now and then; timers run as they would.</summary>
    private sealed class SkippingTimeProvider : TimeProvider
    {
        private TimeSpan skipped;

        public void Skip(TimeSpan time) => skipped += time;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skipped;
    }
}
