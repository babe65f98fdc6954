using System.Text.Json.Nodes;

namespace PaperBot.DiscordSimulator.World;

/// <summary>Messages, reactions and typing.</summary>
internal sealed partial class DiscordWorld
{
    private readonly Dictionary<ulong, Attachment> uploads = [];

    /// <summary>Posts a message. Rights and limits were looked at before; here it only happens.</summary>
    /// <param name="channel">Where; an archived thread wakes up.</param>
    /// <param name="author">Who.</param>
    /// <param name="kind">Which kind of message.</param>
    /// <param name="body">What it says.</param>
    /// <param name="repliesTo">The message it replies to.</param>
    /// <param name="nonce">What the author gave to recognise it by.</param>
    /// <param name="onlyFor">The one person who sees it.</param>
    /// <param name="answers">The interaction it answers.</param>
    public Message Post(
        Channel channel, Person author, MessageKind kind, MessageBody body,
        ulong? repliesTo = null, JsonNode? nonce = null, Person? onlyFor = null, AnswerTo? answers = null)
    {
        lock (Gate)
        {
            if (channel.Archived)
            {
                Change(channel, c => c.Archived = false);
            }

            return Add(new Message(Ids.Next(), channel, author, kind, body)
            {
                RepliesTo = repliesTo, Nonce = nonce, OnlyFor = onlyFor, Answers = answers,
            });
        }
    }

    /// <summary>Replaces what a message says. The first text of a deferred answer fills it in and is no edit.</summary>
    public void Edit(Message message, MessageBody body)
    {
        lock (Gate)
        {
            if (!message.IsLoading)
            {
                message.Earlier.Add(message.Body);
                message.EditedAt = Now;
            }

            message.Body = body;
            Changes.Tell(new MessageEdited(message));
        }
    }

    public void Delete(Message message)
    {
        lock (Gate)
        {
            if (message.Channel.Messages.Remove(message))
            {
                message.IsDeleted = true;
                Changes.Tell(new MessageDeleted(message));
            }
        }
    }

    public void React(Message message, Person person, string emoji, bool add = true)
    {
        lock (Gate)
        {
            if (!message.Reactions.TryGetValue(emoji, out var those))
            {
                those = message.Reactions[emoji] = [];
            }

            var changed = add ? !those.Contains(person) : those.Remove(person);
            if (changed && add)
            {
                those.Add(person);
            }

            if (those.Count == 0)
            {
                message.Reactions.Remove(emoji);
            }

            if (changed)
            {
                Changes.Tell(new ReactionChanged(message, person, emoji, add));
            }
        }
    }

    /// <summary>Keeps a file that is given to a command and stands at no message.</summary>
    public Attachment Upload(string fileName, string contentType, byte[] bytes)
    {
        lock (Gate)
        {
            var upload = new Attachment(Ids.Next(), fileName, contentType, bytes, null);
            uploads[upload.Id] = upload;
            return upload;
        }
    }

    public Attachment? FindUpload(ulong id) => uploads.GetValueOrDefault(id);

    public void Type(Channel channel, Person person)
    {
        lock (Gate)
        {
            Changes.Tell(new TypingStarted(channel, person, Now));
        }
    }

    private Message Add(Message message)
    {
        message.Channel.Messages.Add(message);
        Changes.Tell(new MessageCreated(message));
        return message;
    }
}
