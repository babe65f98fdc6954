// What the scripts share: a client that talks to the simulator, and a way to tell the tests what it saw, one JSON object a line.
'use strict';
const discord = require('discord.js');
const readline = require('node:readline');

function tell(what, fields = {}) {
  process.stdout.write(JSON.stringify({ what, ...fields }) + '\n');
}

function client(intents = 4609) {
  const made = new discord.Client({
    intents: Number(process.env.PEER_INTENTS ?? intents),
    partials: [discord.Partials.Channel],
    rest: { api: process.env.PEER_API, version: '10' },
  });
  made.on('error', (error) => tell('error', { text: String(error) }));
  made.on('shardResume', (id, replayed) => tell('resumed', { replayed }));
  made.on('shardReconnecting', () => tell('reconnecting'));
  made.on('shardReady', () => tell('logged in'));
  made.on('shardDisconnect', (event) => tell('disconnected', { code: event.code }));
  made.on('invalidated', () => tell('invalidated'));
  made.rest.on('rateLimited', (data) => tell('limited', { global: data.global, wait: data.timeToReset, scope: data.scope }));
  return made;
}

// Each line on standard input names an action; actions answer with a line of their own.
function obey(actions) {
  readline.createInterface({ input: process.stdin }).on('line', async (line) => {
    const [name, ...rest] = line.split(' ');
    try {
      await actions[name](...rest);
    } catch (error) {
      tell('failed', { action: name, text: String(error), code: error.code, status: error.status });
    }
  });
}

function login(made) {
  return made.login(process.env.PEER_TOKEN).catch((error) => tell('login failed', { text: String(error), code: error.code }));
}

process.on('unhandledRejection', (error) => tell('unhandled', { text: String(error && error.stack) }));

module.exports = { discord, tell, client, obey, login };
