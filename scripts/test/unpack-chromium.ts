/** Unpacks Chromium, its libraries and its fonts from the folder in the first argument into the folder in TMPDIR. */
import path from "node:path";
import { inflate } from "@sparticuz/chromium";

const [source] = process.argv.slice(2);
if (!source) throw new Error("usage: node scripts/test/unpack-chromium.ts <folder of the package's archives>");
await Promise.all(["chromium.br", "al2023.tar.br", "fonts.tar.br"].map((name) => inflate(path.join(source, name))));
