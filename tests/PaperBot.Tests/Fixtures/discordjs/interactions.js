// A bot of commands, buttons, menus and modals.
'use strict';
const { discord, tell, client, obey, login } = require('./peer.js');
const { ActionRowBuilder, ButtonBuilder, ButtonStyle, StringSelectMenuBuilder, ModalBuilder, TextInputBuilder, TextInputStyle,
  SlashCommandBuilder, ContextMenuCommandBuilder, ApplicationCommandType, MessageFlags, PermissionFlagsBits } = discord;

const bot = client();
const commands = [
  new SlashCommandBuilder().setName('ask').setDescription('Asks').setNameLocalizations({ de: 'frag' })
    .addStringOption((o) => o.setName('question').setDescription('What').setRequired(true).setMaxLength(200))
    .addBooleanOption((o) => o.setName('private').setDescription('For me alone'))
    .addAttachmentOption((o) => o.setName('list').setDescription('A file')),
  new SlashCommandBuilder().setName('paper').setDescription('Looks up')
    .addStringOption((o) => o.setName('title').setDescription('Title').setRequired(true).setAutocomplete(true)),
  new SlashCommandBuilder().setName('digest').setDescription('Digest')
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
    .addSubcommand((s) => s.setName('now').setDescription('Makes one'))
    .addSubcommand((s) => s.setName('topics').setDescription('Topics')
      .addIntegerOption((o) => o.setName('count').setDescription('How many').setMinValue(1))),
  new ContextMenuCommandBuilder().setName('Papers about this').setType(ApplicationCommandType.Message),
];

bot.on('clientReady', async () => {
  const made = await bot.application.commands.set(commands);
  const digest = made.find((c) => c.name === 'digest');
  const read = await bot.application.commands.fetch();
  tell('ready', { made: made.map((c) => c.name), read: read.size, needs: digest.defaultMemberPermissions?.bitfield.toString() });
});

const row = (...parts) => new ActionRowBuilder().addComponents(...parts);
const buttons = () => row(
  new ButtonBuilder().setCustomId('evidence').setLabel('Evidence').setStyle(ButtonStyle.Primary),
  new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Secondary),
  new ButtonBuilder().setCustomId('ask-on').setLabel('Follow-up').setStyle(ButtonStyle.Secondary),
  new ButtonBuilder().setURL('https://example.org/1').setLabel('Abstract').setStyle(ButtonStyle.Link));
const menu = () => row(new StringSelectMenuBuilder().setCustomId('topic').setPlaceholder('Topic').addOptions(
  { label: 'Speech', value: 'speech' }, { label: 'Vision', value: 'vision' }));

const handlers = {
  async ask(i) {
    const flags = i.options.getBoolean('private') ? MessageFlags.Ephemeral : undefined;
    await i.deferReply({ flags });
    await i.editReply({ content: `You asked: ${i.options.getString('question')}`, components: [buttons(), menu()] });
    const list = i.options.getAttachment('list');
    const text = list ? await (await fetch(list.url)).text() : 'none';
    const more = await i.followUp({ content: `List: ${text}`, flags: MessageFlags.Ephemeral });
    tell('asked', { more: more.id, guild: i.guildId, locale: i.locale });
  },
  async paper(i) { await i.reply({ content: `Paper ${i.options.getString('title')}`, withResponse: true }); },
  async digest(i) {
    const count = i.options.getInteger('count') ?? '';
    await i.reply({ content: `${i.options.getSubcommand()} ${count}`, flags: MessageFlags.Ephemeral });
  },
  async 'Papers about this'(i) {
    await i.reply({ content: `About: ${i.targetMessage.content}`, flags: MessageFlags.Ephemeral });
  },
};

bot.on('interactionCreate', async (i) => {
  try {
    if (i.isAutocomplete()) {
      const typed = i.options.getFocused();
      const titles = ['Windfield', 'PocketScribe'].filter((t) => t.startsWith(typed));
      return await i.respond(titles.map((t) => ({ name: t, value: t.toLowerCase() })));
    }
    if (i.isChatInputCommand() || i.isMessageContextMenuCommand()) return await handlers[i.commandName](i);
    if (i.isStringSelectMenu()) return await i.update({ content: `Topic: ${i.values.join()}`, components: [] });
    if (i.isModalSubmit()) {
      return await i.reply({ content: `Next: ${i.fields.getTextInputValue('text')}`, allowedMentions: { parse: [] } });
    }
    if (i.customId === 'evidence') return await i.reply({ content: '**span**', flags: MessageFlags.Ephemeral });
    if (i.customId === 'more') { await i.deferUpdate(); return await i.editReply({ content: 'More of it.' }); }
    if (i.customId === 'ask-on') {
      const field = new TextInputBuilder().setCustomId('text').setLabel('Question')
        .setStyle(TextInputStyle.Paragraph).setMaxLength(100);
      return await i.showModal(new ModalBuilder().setCustomId('follow').setTitle('Ask on').addComponents(row(field)));
    }
  } catch (error) {
    tell('failed', { text: String(error), code: error.code, status: error.status });
  }
});

obey({});
login(bot);
