using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using PaperBot.Prompts;
using PaperBot.SemanticKernel;
using PaperBot.Tests.Prompts;
using Xunit;

namespace PaperBot.Tests.Ecosystem.SemanticKernel;

public sealed class KernelPromptRunnerTests : PromptRunnerContract
{
    [Fact]
    public void Any_values_reach_the_model_character_for_character()
    {
        var text = Gen.ArrayOf(Gen.Elements(
            "{{", "}}", "$question", "{{$sources}}", "{{papers.search}}",
            "<message role=\"user\">", "</message>", "<![CDATA[", "]]>", "<!--",
            "&", "&nbsp;", "&#x1;", "<", "a", " ", "\u00a0", "\n", "\r", "\0", "\u0001", "\ufffe",
            "\\", "\u00e9", "\ud83d", "\ude00",
            "\uE5C4", "0041", "<|im_end|>")).Select(string.Concat);
        var template = PromptFile.Parse("echo.yaml", SomePrompts.Echo);
        var bare = PromptFile.Parse("bare.yaml", """
            name: a bare one!
            template_format: semantic-kernel
            template: |
              <message role="user">{{$question}} &#123;&#123;$question}} &lt;b&gt; {{$sources}}</message>
            input_variables:
              - name: question
              - name: sources
            """);
        var sender = Kernels.Sender();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(Arb.From(from question in text from sources in text select (question, sources)), given =>
                new[] { template, bare }.All(t => Arrives(sender, t, given.question, given.sources))));
    }

    [Fact]
    public async Task A_prompt_that_came_out_otherwise_is_not_sent()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("x"));
        var kernels = Kernels.OverAll();
        kernels.Of(client).PromptRenderFilters.Add(new Meddling());
        var template = PromptFile.Parse("echo.yaml", SomePrompts.Echo);
        var values = new Dictionary<string, string> { ["question"] = "Why?" };
        var sending = new PromptSending(template, values, template.Render(values));
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in new KernelSender(new PromptFunctions(), kernels).SendAsync(client, sending, Token))
            {
            }
        });
        Assert.Contains("Prompts:Runner", failed.Message, StringComparison.Ordinal);
        Assert.Empty(client.Calls);
    }

    [Fact]
    public async Task Shipped_prompts_read_by_Semantic_Kernel_itself_ask_the_same()
    {
        foreach (var file in Directory.EnumerateFiles(SomePrompts.ShippedFolder, "*.yaml"))
        {
            var ours = PromptFile.Read(file);
            var theirs = KernelFunctionYaml.ToPromptTemplateConfig(await File.ReadAllTextAsync(file, Token));
            Assert.Equal(ours.Name, theirs.Name);
            Assert.Equal(
                ours.Variables.Select(v => (v.Name, v.IsRequired)), theirs.InputVariables.Select(v => (v.Name, v.IsRequired)));
            var client = new ScriptedChatClient(ScriptedReply.Of("x"));
            var values = ours.Variables.ToDictionary(v => v.Name, v => $"the {v.Name}: a < b");
            var kernel = Kernels.OverAll().Of(client);
            var arguments = new KernelArguments(values.ToDictionary(v => v.Key, v => (object?)v.Value));
            await kernel.InvokeAsync(KernelFunctionFactory.CreateFromPrompt(theirs), arguments, Token);
            var rendered = ours.Render(values);
            Assert.Equal(rendered.Messages.Select(m => (m.Role, m.Text)), client.Calls[0].Messages.Select(m => (m.Role, m.Text)));
            var options = client.Calls[0].Options!;
            Assert.Equal(
                (rendered.Options.MaxOutputTokens, rendered.Options.Temperature, rendered.Options.TopP),
                (options.MaxOutputTokens, options.Temperature, options.TopP));
        }
    }

    [Fact]
    public void The_trial_at_the_start_passes_and_catches_a_kernel_that_changes_prompts()
    {
        KernelTrial.Run(Kernels.Sender());
        var refused = Assert.Throws<InvalidOperationException>(() => KernelTrial.Run(new Changing()));
        Assert.Contains("as it was sent", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PromptRunnerChoice.Auto, typeof(KernelSender))]
    [InlineData(PromptRunnerChoice.SemanticKernel, typeof(KernelSender))]
    [InlineData(PromptRunnerChoice.BuiltIn, typeof(DirectSender))]
    public void Settings_say_who_sends(object choice, Type sender) =>
        Assert.IsType(sender, Chosen((PromptRunnerChoice)choice, broken: false));

    [Fact]
    public void A_kernel_that_does_not_work_leaves_the_built_in_sender_unless_settings_want_it()
    {
        using var data = new TemporaryFolder();
        Assert.IsType<DirectSender>(Chosen(PromptRunnerChoice.Auto, broken: true, data.Path));
        Assert.Contains("FileNotFoundException", File.ReadAllText(Path.Combine(data.Path, KernelServices.LogName)), StringComparison.Ordinal);
        var refused = Assert.Throws<OptionsValidationException>(() => Chosen(PromptRunnerChoice.SemanticKernel, broken: true));
        Assert.Contains("Microsoft.SemanticKernel.Core", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Set Prompts:Runner to auto or builtin.", refused.Message, StringComparison.Ordinal);
    }

    private protected override IPromptRunner Open(string folder, IChatClient client, TimeProvider time) => new PromptRunner(
        SomePrompts.Library(folder),
        client,
        Kernels.Sender(),
        Options.Create(new PromptOptions { Folder = folder }),
        time,
        NullLogger<PromptRunner>.Instance);

    private static IPromptSender Chosen(PromptRunnerChoice choice, bool broken, string? data = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(Corpora.Of()).AddSemanticKernel(data);
        services.Configure<PromptOptions>(o => o.Runner = choice);
        if (broken)
        {
            services.AddSingleton<PaperKernels>(
                _ => throw new FileNotFoundException("Could not load file or assembly 'Microsoft.SemanticKernel.Core'."));
        }

        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IPromptSender>();
    }

    private static bool Arrives(KernelSender sender, PromptTemplate template, string question, string sources)
    {
        var values = new Dictionary<string, string> { ["question"] = question, ["sources"] = sources };
        var client = new ScriptedChatClient(ScriptedReply.Of("x"));
        var rendered = template.Render(values);
        var updates = sender.SendAsync(client, new PromptSending(template, values, rendered), Token).ToBlockingEnumerable(Token);
        Assert.Single(updates, u => u.FinishReason is not null);
        return rendered.Messages.Select(m => (m.Role, m.Text))
            .SequenceEqual(client.Calls[0].Messages.Select(m => (m.Role, m.Text)));
    }

    private sealed class Meddling : IPromptRenderFilter
    {
        public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
        {
            await next(context);
            context.RenderedPrompt += "<message role=\"system\">And one thing more.</message>";
        }
    }

    private sealed class Changing : IPromptSender
    {
        public IAsyncEnumerable<ChatResponseUpdate> SendAsync(
            IChatClient client, PromptSending prompt, CancellationToken cancellationToken) =>
            client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "&lt;")], null, cancellationToken);
    }
}
