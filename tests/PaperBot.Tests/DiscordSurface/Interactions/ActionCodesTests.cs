using FsCheck;
using FsCheck.Fluent;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>What a button brings back.</summary>
public sealed class ActionCodesTests
{
    [Fact]
    public void A_code_reads_back_as_the_action_and_fits_whatever_the_values_are() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), words =>
        {
            var (isPrivate, asks) = (words?.Length % 2 == 0, words?.Length % 3 == 0);
            var values = (words ?? []).Select((w, i) => (Name: $"o{i}", Value: w ?? "")).ToDictionary(v => v.Name, v => v.Value);
            var action = new ChatAction("", "digest show") { Values = values, IsPrivate = isPrivate, Prompt = asks ? "date" : null };
            var kept = new KeptActions();
            var code = ActionCodes.Of(action, kept);
            Assert.InRange(code!.Length, 1, ActionCodes.Longest);
            var read = Assert.IsType<PressedCode.Action>(ActionCodes.Read(code, kept)).Meant;
            Assert.Equal((action.Command, action.Prompt, action.IsPrivate), (read.Command, read.Prompt, read.IsPrivate));
            Assert.Equal(values.OrderBy(v => v.Key), read.Values.OrderBy(v => v.Key));
        }));

    [Fact]
    public void Any_text_is_read_without_failing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(
            ArbMap.Default.ArbFor<string>(), text => Assert.NotNull(ActionCodes.Read(text ?? "", new KeptActions()))));

    [Fact]
    public void What_an_answer_offers_needs_nothing_kept()
    {
        foreach (var action in (ChatAction[])
        [
            new("", "evidence") { Values = new Dictionary<string, string> { ["answer"] = "k3x9q7wz" } },
            new("", "feedback")
            {
                Values = new Dictionary<string, string> { ["answer"] = "k3x9q7wz", ["rating"] = "bad" }, Prompt = "comment",
            },
            new("", "ask") { Prompt = "question" },
        ])
        {
            Assert.NotNull(ActionCodes.Of(action, kept: null));
        }
    }

    [Fact]
    public void Long_values_are_kept_under_the_same_code_until_newer_ones_push_them_out()
    {
        var kept = new KeptActions(most: 2);
        ChatAction Search(char c) => new("", "search") { Values = new Dictionary<string, string> { ["text"] = new string(c, 200) } };
        Assert.Null(ActionCodes.Of(Search('a'), kept: null));
        var code = ActionCodes.Of(Search('a'), kept)!;
        Assert.Equal(code, ActionCodes.Of(Search('a'), kept));
        Assert.Equal(new string('a', 200), Assert.IsType<PressedCode.Action>(ActionCodes.Read(code, kept)).Meant.Values["text"]);
        ActionCodes.Of(Search('b'), kept);
        ActionCodes.Of(Search('c'), kept);
        Assert.Equal("search", Assert.IsType<PressedCode.Forgotten>(ActionCodes.Read(code, kept)).Command);
        Assert.Null(ActionCodes.Of(Search('d') with { Values = new Dictionary<string, string> { ["text"] = new string('d', 9000) } }, kept));
    }
}
