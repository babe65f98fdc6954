namespace PaperBot.DiscordSimulator.World;

/// <summary>Puts in what was there before the world was opened again. Nobody listens yet, and nobody is told.</summary>
internal sealed partial class DiscordWorld
{
    /// <summary>The files that were given to commands and stand at no message.</summary>
    public IEnumerable<Attachment> Uploads => uploads.Values;

    public void Settle(Person person) => people.Add(person.Id, person);

    public void Settle(Guild guild) => Guilds.Add(guild);

    public void Settle(Channel channel) => channels.Add(channel.Id, channel);

    public void Settle(Attachment upload) => uploads.Add(upload.Id, upload);
}
