using System.Text;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>Commands, buttons, forms and menus through the whole service, as the person who uses them sees them.</summary>
public sealed class CommandScenes
{
    private const string Question = "How much faster is Lanternfish than full attention?";

    [Fact]
    public async Task Cards_lists_and_reading_lists_do_what_their_buttons_say()
    {
        await using var room = await DiscordRoom.OpenAsync(("Intake:PerMinute", "1000"));
        await room.OfferedAsync();
        var book = new SceneBook();
        var (act, rui) = (room.Discord.Act, room.Server.Reader);
        await book.PlayAsync(room, "a card, and each of its buttons", async channel =>
        {
            var card = await act.Slash(rui, channel, "paper", ("paper", "Kiteline")).SoonAsync();
            foreach (var button in (string[])["Abstract", "Related", "BibTeX", "Save"])
            {
                await act.Press(rui, card, button).SoonAsync();
            }
        });
        await book.PlayAsync(room, "a search, its next page and back", async channel =>
        {
            var page = await act.Slash(rui, channel, "search", ("text", "code routes water"), ("count", 1)).SoonAsync();
            book.Add(room, "a search, its first page", channel);
            await act.Press(rui, page, "Next").AcknowledgedAsync();
            await room.UntilAsync(() => page.Body.Content.Contains("Page 2", StringComparison.Ordinal), "the second page");
        });
        await book.PlayAsync(room, "somebody else turns the page: for themselves", async channel =>
        {
            var page = await act.Slash(rui, channel, "search", ("text", "code routes water"), ("count", 1)).SoonAsync();
            await act.Press(room.Server.Owner, page, "Next").SoonAsync();
        }, room.Server.Owner);
        await book.PlayAsync(room, "a reading list, as files, and a paper taken off it", async channel =>
        {
            await act.Slash(rui, channel, "save", ("paper", "Lanternfish")).SoonAsync();
            var list = await act.Slash(rui, channel, "saved").SoonAsync();
            foreach (var button in (string[])["BibTeX", "Markdown"])
            {
                var file = await act.Press(rui, list, button).MessageAsync(m => m.Body.Attachments.Count == 1);
                book.Add($"the {button} file", Encoding.UTF8.GetString(file.Body.Attachments[0].Bytes));
            }

            await act.Slash(rui, channel, "unsave", ("paper", "Lanternfish")).SoonAsync();
            await act.Slash(rui, channel, "unsave", ("paper", "Lanternfish")).SoonAsync();
        });
        await book.PlayAsync(room, "related, compared, summarized", async channel =>
        {
            await act.Slash(rui, channel, "related", ("paper", "Kiteline"), ("count", 2)).SoonAsync();
            await act.Slash(rui, channel, "compare", ("first", "Lanternfish"), ("second", "Kiteline")).SoonAsync();
            await act.Slash(rui, channel, "compare", ("first", "Lanternfish"), ("second", "Lanternfish")).SoonAsync();
            await act.Slash(rui, channel, "summarize", ("topic", "water")).SoonAsync();
            await act.Slash(rui, channel, "summarize", ("topic", "astronomy")).SoonAsync();
        });
        await book.PlayAsync(room, "a question within a category and days that no paper has", channel => act.Slash(
            rui, channel, "ask", ("question", Question), ("category", "cs.CL"), ("after", "2026-01-01")).SoonAsync());
        book.IsKept("scenes-commands");
    }

    [Fact]
    public async Task Those_who_look_after_the_place_and_those_who_do_not_see_their_commands()
    {
        await using var room = await DiscordRoom.OpenAsync(("Intake:PerMinute", "1000"));
        await room.OfferedAsync();
        var book = new SceneBook();
        var (act, rui, olga) = (room.Discord.Act, room.Server.Reader, room.Server.Owner);
        book.Add("commands offered to a reader", Offered(room, rui));
        book.Add("commands offered to the owner beside", string.Concat(
            Offered(room, olga).Split('\n').Except(Offered(room, rui).Split('\n')).Select(l => l + "\n")));
        await book.PlayAsync(room, "help, for the owner", c => act.Slash(olga, c, "help").SoonAsync(), olga);
        await book.PlayAsync(room, "the status, and the model that is not there", async channel =>
        {
            await act.Slash(olga, channel, "status").SoonAsync();
            await act.Slash(olga, channel, "model").SoonAsync();
        }, olga);
        await book.PlayAsync(room, "papers added: one by hand, a listing, half a paper, nothing", async channel =>
        {
            const string text = "Sextant draws star maps of 40 seas. It fits into 2 MB.";
            const string listing =
                "@article{a, title={Ballast: Weighing Empty Ships}, abstract={It weighs empty ships in 3 minutes.}}";
            await act.Slash(olga, channel, "add", ("title", "Sextant: Star Maps for Trawlers"), ("abstract", text)).SoonAsync();
            await act.Slash(olga, channel, "add", ("listing", listing)).SoonAsync();
            await act.Slash(olga, channel, "add", ("title", "Half")).SoonAsync();
            await act.Slash(olga, channel, "add").SoonAsync();
            var found = await room.Ask("how many seas does Sextant draw?", channel).SettledAsync();
            Assert.Contains("40 seas", found.Body.Content, StringComparison.Ordinal);
        }, olga);
        await book.PlayAsync(room, "forgotten on request", async channel =>
        {
            await room.Ask(Question, channel).SettledAsync();
            var holding = await act.Slash(rui, channel, "forget-me").SoonAsync();
            await act.Press(rui, holding, "Erase it now").SoonAsync();
            await act.Slash(rui, channel, "forget-me").SoonAsync();
        });
        book.IsKept("scenes-looking-after");
    }

    [Fact]
    public async Task A_model_that_is_there_is_switched_off_and_on_by_the_owner()
    {
        await using var room = await DiscordRoom.OpenAsync(new ScriptedChatClient(new ScriptedReply()));
        await room.OfferedAsync();
        var book = new SceneBook();
        await book.PlayAsync(room, "a model is switched off and on", async channel =>
        {
            foreach (var state in (string?[])[null, "off", null, "on"])
            {
                (string, object)[] options = state is null ? [] : [("state", state)];
                await room.Discord.Act.Slash(room.Server.Owner, channel, "model", options).SoonAsync();
            }
        }, room.Server.Owner);
        book.IsKept("scenes-model-switch");
    }

    [Fact]
    public async Task Below_an_answer_and_in_a_message_s_menu_stands_what_leads_further()
    {
        await using var room = await DiscordRoom.OpenAsync(("Intake:PerMinute", "1000"));
        await room.OfferedAsync();
        var book = new SceneBook();
        var (act, rui, olga) = (room.Discord.Act, room.Server.Reader, room.Server.Owner);
        await book.PlayAsync(room, "each button below an answer, pressed by somebody else", async channel =>
        {
            var answer = await room.Ask(Question, channel).SettledAsync();
            foreach (var button in (string[])["Evidence", "Sources", "More like this", "Good"])
            {
                var shown = await act.Press(olga, answer, button).SoonAsync();
                Assert.Equal(olga, shown.OnlyFor);
            }

            var bad = act.Press(olga, answer, "Not good");
            book.Add("the form that asks why an answer is not good", await bad.ModalAsync());
            await act.SubmitModal(olga, bad, ("value", "It does not say on which machine")).SoonAsync();
        }, olga);
        await book.PlayAsync(room, "a follow-up in a form goes on with the conversation", async channel =>
        {
            var answer = await act.Slash(rui, channel, "ask", ("question", "What is Kiteline?"), ("private", false)).SoonAsync();
            var opened = act.Press(rui, answer, "Follow-up");
            book.Add("the form that asks on", await opened.ModalAsync());
            var more = await act.SubmitModal(rui, opened, ("value", "and how many parameters does it have?")).SoonAsync();
            Assert.Contains("21M", more.Body.Content, StringComparison.Ordinal);
            Assert.Null(more.OnlyFor);
        });
        await book.PlayAsync(room, "a message's menu: papers about it, and whether it is so", async channel =>
        {
            const string text =
                "Lanternfish is 9.4 times faster than full attention. Écluse saves 18% of the water of a dry summer.";
            var said = act.Say(olga, channel, text).Said!;
            await act.ContextMenu(rui, "Papers about this", said).SoonAsync();
            await act.ContextMenu(rui, "Check this against the abstracts", said).SoonAsync();
        });
        await book.PlayAsync(room, "a message's menu where there is no text, or nothing about papers", async channel =>
        {
            var empty = act.UploadTo(olga, channel, "cat.png", [1, 2, 3]).Said!;
            await act.ContextMenu(rui, "Papers about this", empty).SoonAsync();
            var talk = act.Say(olga, channel, "Who brings cake on Friday?").Said!;
            await act.ContextMenu(rui, "Papers about this", talk).SoonAsync();
            await act.ContextMenu(rui, "Check this against the abstracts", talk).SoonAsync();
        });
        book.IsKept("scenes-buttons");
    }

    private static string Offered(DiscordRoom room, Person person) => string.Concat(
        room.Discord.Act.CommandsFor(person, room.Server.Channel).Select(c => $"  {(c.Type == 1 ? "/" : "menu: ")}{c.Name}\n"));
}
