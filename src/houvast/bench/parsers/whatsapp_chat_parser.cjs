// Read a chat with whatsapp-chat-parser and print the seconds that took and how many messages came out.
// parse.cjs FOLDER CHAT: the folder is where npm put the parser.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");

const [folder, chat] = process.argv.slice(2);
const { parseString } = createRequire(`${folder}/`)("whatsapp-chat-parser");
const begin = performance.now();
const messages = parseString(readFileSync(chat, "utf8"));
console.log(JSON.stringify({ seconds: (performance.now() - begin) / 1000, messages: messages.length }));
