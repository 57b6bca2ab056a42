// What whatsapp-chat-parser reads: chats as JSON on stdin, rows as JSON on stdout (null where it refuses).
// whatsapp_chat_parser_rows.cjs FOLDER: the folder is where npm put the parser. Run with TZ=UTC.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");

const { parseString } = createRequire(`${process.argv[2]}/`)("whatsapp-chat-parser");
const rows = (chat) => {
  try {
    return parseString(chat).map(({ date, author, message }) => [date.toISOString().slice(0, 19), author, message]);
  } catch {
    return null;
  }
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(rows)));
