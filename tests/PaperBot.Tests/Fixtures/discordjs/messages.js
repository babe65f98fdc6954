// A bot of messages: it tells what it sees, answers mentions, and sends, edits, reads and deletes when asked.
'use strict';
const { discord, tell, client, obey, login } = require('./peer.js');

const bot = client();
const brief = (m) => ({
  id: m.id, content: m.content, author: m.author.username, type: m.type, guild: m.guildId, channel: m.channelId,
  mentions: [...m.mentions.users.values()].map((u) => u.username), reference: m.reference?.messageId ?? null, nonce: m.nonce,
  files: [...m.attachments.values()].map((a) => a.name), embeds: m.embeds.map((e) => e.title),
});

bot.on('clientReady', () => tell('ready', { user: bot.user.username, guilds: bot.guilds.cache.map((g) => g.name) }));
bot.on('messageCreate', async (message) => {
  tell('message', brief(message));
  if (message.author.bot || !message.mentions.has(bot.user)) return;
  await message.channel.sendTyping();
  const reply = await message.reply({ content: 'Looking.', allowedMentions: { parse: [] } });
  await reply.edit({ content: `You said: ${message.content}`, embeds: [{ title: 'Found', description: 'One paper.' }] });
  tell('answered', { id: reply.id });
});
bot.on('messageUpdate', (before, after) => tell('update', brief(after)));
bot.on('messageDelete', (message) => tell('delete', { id: message.id }));
bot.on('threadCreate', (thread) => tell('thread', { id: thread.id, name: thread.name, parent: thread.parentId }));
bot.on('channelDelete', (channel) => tell('channel gone', { id: channel.id }));
bot.on('guildDelete', (guild) => tell('guild gone', { id: guild.id }));

const channel = (id) => bot.channels.fetch(id);
obey({
  async send(id, ...words) { tell('sent', brief(await (await channel(id)).send(words.join(' ')))); },
  async once(id, nonce, ...words) {
    tell('sent', brief(await (await channel(id)).send({ content: words.join(' '), nonce, enforceNonce: true })));
  },
  async history(id, limit) {
    const page = await (await channel(id)).messages.fetch({ limit: Number(limit) });
    tell('history', { messages: [...page.values()].map((m) => m.content) });
  },
  async remove(id, message) { await (await channel(id)).messages.delete(message); tell('removed'); },
  async upload(id) {
    const file = new discord.AttachmentBuilder(Buffer.from('@article{a,\n}\n'), { name: 'list.bib', description: 'BibTeX' });
    const sent = await (await channel(id)).send({ content: 'Saved.', files: [file] });
    const url = sent.attachments.first().url;
    tell('uploaded', { ...brief(sent), text: await (await fetch(url)).text() });
  },
  async thread(id, message) {
    const from = await (await channel(id)).messages.fetch(message);
    const started = await from.startThread({ name: 'On this paper', autoArchiveDuration: 60 });
    await started.send('Ask on here.');
    tell('started', { id: started.id });
  },
  async whisper(id) { tell('sent', brief(await (await bot.users.fetch(id)).send('In private.'))); },
  async tooLong(id) { await (await channel(id)).send('x'.repeat(2001)); },
  async many(id, count) {
    for (let i = 1; i <= Number(count); i++) await (await channel(id)).send(`number ${i}`);
    tell('many done');
  },
});
login(bot);
