using System.Text;
using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public abstract partial class LlamaRuntimeContract
{
    [Fact]
    public void The_facts_are_those_of_the_file()
    {
        using var model = Chat();

        Assert.Equal("qwen2", model.Facts.Architecture);
        Assert.Equal(4096, model.Facts.TrainedContext);
        Assert.Equal(64, model.Facts.EmbeddingLength);
        Assert.Equal(2, model.Facts.Layers);
        Assert.Equal(TinyGguf.Template, model.Facts.ChatTemplate);
        Assert.Equal("Tiny chat", model.Facts.Metadata["general.name"]);
        Assert.False(model.Facts.AddsBeginning);
        Assert.False(model.Facts.EmbedsOnly);
        Assert.False(model.Facts.Recurrent);
        Assert.InRange(model.Facts.Parameters, 50_000, 500_000);
        Assert.InRange(model.Facts.Bytes, model.Facts.Parameters, model.Facts.Parameters * 4);
        Assert.NotEmpty(model.Facts.Description);
    }

    [Fact]
    public void The_facts_of_a_model_that_embeds_name_its_pooling_and_its_ends()
    {
        using var model = Embedder();

        Assert.True(model.Facts.EmbedsOnly);
        Assert.Equal(Pooling.Mean, model.Facts.Pooling);
        Assert.Equal((true, 2), (model.Facts.AddsBeginning, model.Facts.Beginning));
        Assert.Equal((true, 3), (model.Facts.AddsEnd, model.Facts.End));
        Assert.Null(model.Facts.ChatTemplate);
    }

    [Fact]
    public void The_runtime_names_itself_its_version_and_a_processor()
    {
        Assert.NotEmpty(Runtime.Facts.Name);
        Assert.NotEmpty(Runtime.Facts.Version);
        var processor = Assert.Single(Runtime.Devices(), device => !device.IsGpu);
        Assert.True(processor.TotalBytes > 0, processor.ToString());
    }

    [Theory]
    [InlineData("the model and the data")]
    [InlineData("Grüße, 世界 🙂 – ½\t\n")]
    [InlineData("a\u0000b")]
    [InlineData(" ")]
    public void A_text_is_the_sum_of_the_pieces_of_its_tokens(string text)
    {
        using var model = Chat();

        var tokens = model.Tokenise(text, special: false);

        Assert.Equal(text, Encoding.UTF8.GetString([.. tokens.SelectMany(model.Piece)]));
        Assert.All(tokens, token => Assert.InRange(token, 0, model.Facts.Vocabulary - 1));
    }

    [Fact]
    public void Words_of_the_vocabulary_are_single_tokens()
    {
        using var model = Chat();

        Assert.Single(model.Tokenise("the", special: false));
        Assert.Equal([], model.Tokenise(string.Empty, special: false));
    }

    [Fact]
    public void A_marker_is_a_special_token_only_when_it_is_asked_for()
    {
        using var model = Chat();

        var marker = Assert.Single(model.Tokenise(TinyGguf.TurnEnds, special: true));
        var plain = model.Tokenise(TinyGguf.TurnEnds, special: false);

        Assert.Empty(model.Piece(marker));
        Assert.True(model.EndsTurn(marker));
        Assert.DoesNotContain(marker, plain);
        Assert.Equal(TinyGguf.TurnEnds, Encoding.UTF8.GetString([.. plain.SelectMany(model.Piece)]));
        Assert.False(model.EndsTurn(plain[0]));
    }

    [Fact]
    public void A_marker_that_the_file_calls_user_defined_is_plain_text_too()
    {
        const string Marker = "<|mark|>";
        var path = TinyGguf.Chat(Path.Combine(folder.Path, "marks.gguf"), userDefined: Marker);
        using var model = Runtime.Load(new ModelLoad(path), null, Cancel);
        var marker = Assert.Single(model.Tokenise(Marker, special: true));

        var plain = model.Tokenise($"a {Marker}{Marker} b", special: false);

        Assert.DoesNotContain(marker, plain);
        Assert.Equal($"a {Marker}{Marker} b", Encoding.UTF8.GetString([.. plain.SelectMany(model.Piece)]));
    }

    [Fact]
    public void Half_a_character_becomes_a_replacement_and_nothing_worse()
    {
        using var model = Chat();

        var tokens = model.Tokenise("a\ud83d", special: false);

        Assert.Equal("a\ufffd", Encoding.UTF8.GetString([.. tokens.SelectMany(model.Piece)]));
    }

    [Fact]
    public void A_vocabulary_alone_tokenises_and_opens_no_context()
    {
        using var model = Runtime.Load(
            new ModelLoad(TinyGguf.Chat(Path.Combine(folder.Path, "words.gguf"))) { VocabularyOnly = true }, null, Cancel);

        Assert.NotEmpty(model.Tokenise("model", special: false));
        Assert.Throws<InvalidOperationException>(() => model.Open(new ContextShape { Tokens = 64 }));
    }

    [Fact]
    public async Task A_model_tokenises_on_many_threads_at_once()
    {
        using var model = Chat();
        var expected = model.Tokenise("attention is the method", special: false);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 50).Select(_ => model.Tokenise("attention is the method", special: false)).ToList())));

        Assert.All(all.SelectMany(one => one), tokens => Assert.Equal(expected, tokens));
    }
}
