using System.Text;
using PaperBot.LocalModels.Catalogue;
using PaperBot.Models;
using Xunit;

namespace PaperBot.Tests.Models;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly Uri Hub = new("https://hub.test/tiny.gguf");
    private readonly ModelRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_file_is_read_through_once_and_again_when_it_changes()
    {
        var store = rig.Store(Hub, rig.Content.Length, rig.Hash);
        Put(rig.Content);
        var found = store.Find("tiny")!;
        Assert.Equal(FileState.Unread, found.State);
        Assert.Equal(FileState.Verified, (await store.VerifyAsync(found, anew: false, null, Token)).State);
        Assert.Equal(FileState.Verified, store.Find("tiny.gguf")!.State);

        rig.Content[1000] ^= 1;
        Put(rig.Content);
        var changed = store.Find("TINY")!;
        Assert.Equal(FileState.Unread, changed.State);
        var wrong = await store.VerifyAsync(changed, anew: false, null, Token);
        Assert.Equal(FileState.Wrong, wrong.State);
        Assert.Contains("paperbot model pull tiny", wrong.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_that_flips_on_the_disk_is_found_by_reading_anew()
    {
        var store = rig.Store(Hub, rig.Content.Length, rig.Hash);
        Put(rig.Content);
        await store.VerifyAsync(store.Find("tiny")!, anew: false, null, Token);
        var time = File.GetLastWriteTimeUtc(rig.Target);
        rig.Content[2000] ^= 1;
        Put(rig.Content);
        File.SetLastWriteTimeUtc(rig.Target, time);
        Assert.Equal(FileState.Verified, store.Find("tiny")!.State);
        Assert.Equal(FileState.Wrong, (await store.VerifyAsync(store.Find("tiny")!, anew: true, null, Token)).State);
    }

    [Fact]
    public async Task Files_that_are_cut_short_foreign_or_incomplete_are_not_used()
    {
        var store = rig.Store(Hub, rig.Content.Length, rig.Hash);
        Put(rig.Content[..1000]);
        Assert.Equal(FileState.Wrong, store.Find("tiny")!.State);
        Assert.Contains("has 1000 bytes and should have 300000", store.Find("tiny")!.Problem, StringComparison.Ordinal);
        File.Delete(rig.Target);
        await File.WriteAllTextAsync(rig.Part, "GGUF", Token);
        Assert.Equal(FileState.Partial, store.Find("tiny")!.State);
        Assert.Contains("fetches the rest", NoLocalModel.MissingFile("tiny", store), StringComparison.Ordinal);
        var own = Path.Combine(rig.Folder, "own.gguf");
        await File.WriteAllTextAsync(own, "a text", Token);
        var read = await store.VerifyAsync(store.Find("own.gguf")!, anew: false, null, Token);
        Assert.Contains("is no GGUF file", read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_ones_own_is_learnt_by_path_and_held_to_what_it_was()
    {
        var store = rig.Store(Hub);
        var own = Path.Combine(Path.GetDirectoryName(rig.Folder)!, "mine.gguf");
        await File.WriteAllBytesAsync(own, rig.Content, Token);
        var learnt = await store.VerifyAsync(store.Find(own)!, anew: false, null, Token);
        Assert.Equal((FileState.Verified, rig.Hash), (learnt.State, learnt.Sha256));
        rig.Content[9] ^= 1;
        await File.WriteAllBytesAsync(own, rig.Content, Token);
        File.SetLastWriteTimeUtc(own, DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(FileState.Wrong, (await store.VerifyAsync(store.Find(own)!, anew: false, null, Token)).State);
        await store.Ledger.ForgetAsync(store.KeyOf(own), Token);
        Assert.Equal(FileState.Verified, (await store.VerifyAsync(store.Find(own)!, anew: false, null, Token)).State);
    }

    [Theory]
    [InlineData("nonsense", "neither a name")]
    [InlineData("tiny", "paperbot model pull tiny")]
    [InlineData("other.gguf", "does not exist")]
    [InlineData("", "No local model is chosen")]
    public void What_is_missing_is_said_with_what_to_do(string set, string said) =>
        Assert.Contains(said, NoLocalModel.MissingFile(set, rig.Store(Hub)), StringComparison.Ordinal);

    [Fact]
    public async Task Hashes_kept_at_the_same_moment_are_all_kept()
    {
        var ledgers = new[] { new HashLedger(rig.Folder), new HashLedger(rig.Folder) };
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => ledgers[i % 2].KeepAsync(
            new KeptHash($"{i}.gguf", i, rig.Hash, DateTimeOffset.UnixEpoch, null), Token))));
        Assert.Equal(24, ledgers[0].Read().Count);
        Assert.Equal(["models.lock.json"], Directory.EnumerateFiles(rig.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_damaged_ledger_is_named_with_what_to_do()
    {
        var store = rig.Store(Hub);
        Directory.CreateDirectory(rig.Folder);
        await File.WriteAllTextAsync(store.Ledger.Path, "[{", Token);
        Assert.Contains("Delete it", Assert.Throws<ModelCatalogueException>(() => store.List()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_list_has_small_and_middling_models_under_free_licences()
    {
        var catalogue = ModelPlaces.Catalogue(rig.Folder);
        Assert.True(catalogue.Models.Count(m => m.Kind == ModelKind.Chat && m.Parameters is >= 400_000_000 and <= 2_000_000_000) >= 2);
        Assert.Contains(catalogue.Models, m => m.Kind == ModelKind.Chat && m.Parameters is >= 3_000_000_000 and <= 8_000_000_000);
        Assert.True(catalogue.Models.Count(m => m.Kind == ModelKind.Embedding) >= 2);
        Assert.All(catalogue.Models, m =>
        {
            Assert.True(m.Licence is "Apache-2.0" or "MIT", m.Name);
            Assert.True(catalogue.Hub.IsBaseOf(m.Address), m.Name);
            Assert.Matches("/resolve/[0-9a-f]{40}/", m.Address.AbsolutePath);
            Assert.False(string.IsNullOrWhiteSpace(m.Source), m.Name);
            Assert.Equal(m.Kind == ModelKind.Chat, m.ChatTemplate is not null);
            Assert.Equal(m.SizeBytes is null, m.MemoryBytes(4096) is null);
        });
        Assert.Equal(491_400_032 + 320_000_000 + (4096 * 12_288), catalogue.Find("Qwen2.5-0.5B-instruct")!.MemoryBytes(4096));
    }

    [Fact]
    public async Task An_own_entry_replaces_one_of_its_name_and_adds_others()
    {
        var own = Path.Combine(Path.GetDirectoryName(rig.Folder)!, "models.json");
        await File.WriteAllTextAsync(own, Own("qwen2.5-0.5b-instruct", "mine.gguf", "10000"), Token);
        var shipped = ModelPlaces.Catalogue(rig.Folder);
        var catalogue = ModelPlaces.Catalogue(Path.GetDirectoryName(rig.Folder)!);
        Assert.Equal(shipped.Models.Count, catalogue.Models.Count);
        Assert.Equal("mine.gguf", catalogue.Find("qwen2.5-0.5b-instruct")!.File);
    }

    [Theory]
    [InlineData("Big Name", "mine.gguf", "10000", "its name must be")]
    [InlineData("mine", "../mine.gguf", "10000", "its file must be")]
    [InlineData("mine", "mine.gguf", "7", "its sizeBytes must be")]
    [InlineData("mine", "mine.gguf", "\"much\"", "$.models[0].sizeBytes (line 1)")]
    [InlineData("mine", "mine.gguf", "10000, \"speed\": 1", "$.models[0].speed")]
    [InlineData("mine", "bge-small-en-v1.5-q8_0.gguf", "10000", "have the same file")]
    public async Task A_wrong_own_entry_is_named_with_file_and_place(string name, string file, string size, string said)
    {
        var data = Path.GetDirectoryName(rig.Folder)!;
        await File.WriteAllTextAsync(Path.Combine(data, "models.json"), Own(name, file, size), Token);
        var wrong = Assert.Throws<ModelCatalogueException>(() => ModelPlaces.Catalogue(data));
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(data, "models.json"), wrong.Message, StringComparison.Ordinal);
    }

    private static string Own(string name, string file, string size) => new StringBuilder()
        .Append("{\"models\":[{\"name\":\"").Append(name).Append("\",\"title\":\"t\",\"kind\":\"chat\",\"licence\":\"MIT\",\"parameters\":1,")
        .Append("\"contextTokens\":512,\"file\":\"").Append(file).Append("\",\"address\":\"https://own.test/x.gguf\",\"sizeBytes\":")
        .Append(size).Append("}]}").ToString();

    private void Put(byte[] bytes)
    {
        Directory.CreateDirectory(rig.Folder);
        File.WriteAllBytes(rig.Target, bytes);
        File.SetLastWriteTimeUtc(rig.Target, DateTime.UtcNow.AddSeconds(bytes[^1] + (bytes[1000 % bytes.Length] * 300)));
    }
}
