// A small project in which one source holds a secret: in a comment, so that only maps carry it.
import { crc32 } from "node:zlib";
import fs from "node:fs";
import path from "node:path";

/** Stands for the secret in what is committed; no token-shaped text is in the repository. */
export const PLACEHOLDER = "@@SECRET@@";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(value, length) {
  let text = "";
  for (let left = value; text.length < length; left = Math.floor(left / 62)) {
    text = DIGITS[left % 62] + text;
  }
  return text;
}

function crc(text) {
  if (crc32) {
    return crc32(text);
  }
  let sum = ~0; // before Node 20.15 zlib has none
  for (const byte of Buffer.from(text)) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) {
      sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
  }
  return ~sum >>> 0;
}

/** A token with a checksum that holds, as built-in rules want it, of random digits. */
export function token() {
  let body = "";
  for (let i = 0; i < 30; i++) {
    body += DIGITS[Math.floor(Math.random() * 62)];
  }
  return "ghp_" + body + base62(crc(body), 6);
}

const config = (types) => `// What the service is called.
export const name${types ? ": string" : ""} = "acme";

/* deploy with ${PLACEHOLDER} */
export function region(zone${types ? ": number" : ""})${types ? ": string" : ""} {
  return name + "-" + zone;
}
`;

const util = (types) => `export function twice(text${types ? ": string" : ""})${types ? ": string" : ""} {
  return text + text;
}
`;

const main = (types) => `import { region } from "./config${types ? "" : ".js"}";
import { twice } from "./lib/util${types ? "" : ".js"}";

console.log(twice(region(7)));
`;

/** Texts of the project's files, by path; SECRET_AT says where the secret stands. */
export const FILES = {
  "src/config.js": config(false),
  "src/lib/util.js": util(false),
  "src/main.js": main(false),
  "src/config.ts": config(true),
  "src/lib/util.ts": util(true),
  "src/main.ts": main(true),
  "src/theme.scss": `@use "palette";\n\n.a {\n  color: palette.$main;\n}\n`,
  "src/_palette.scss": `// The house colours.\n\n$main: #123456; // deploy with ${PLACEHOLDER}\n`,
  "package.json": `{"name": "@acme/bundled", "version": "1.0.0", "license": "UNLICENSED", "private": true, "type": "module"}\n`,
};

/** Line, from 1, of the secret in each source that holds it. */
export const SECRET_AT = { "src/config.js": 4, "src/config.ts": 4, "src/_palette.scss": 3 };

export function write(folder, secret) {
  for (const [file, text] of Object.entries(FILES)) {
    const to = path.join(folder, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, text.replaceAll(PLACEHOLDER, secret));
  }
}
