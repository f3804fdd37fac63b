import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { webAdapter } from "@/server/channels/web/adapter";
import { changeWebSettings } from "@/server/channels/web/change-settings";
import { identifiedChatId } from "@/server/channels/web/identity";
import type { WebChannelSettings } from "@/server/channels/web/settings";
import { identitySamples } from "./identity-samples";

const run = promisify(execFile);
const secret = "s€cret with spaces";
const start: WebChannelSettings = webAdapter.startSettings("Shop");
let settings = start;
const userIds = ["42", "größe@example.com", `o'clock "quoted" \\ $HOME`, "用户"];

let folder = "";
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://localhost/none",
    PARLEY_SECRET: "a secret of at least thirty-two letters",
    PARLEY_URL: "http://localhost:3000",
    INNGEST_DEV: "1",
    PARLEY_IDENTITY_SECRET: secret,
  });
  settings = changeWebSettings(start, { identitySecret: secret });
  folder = await mkdtemp(join(tmpdir(), "identity-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function writeSample(key: string, name: string, more = ""): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, (identitySamples.find((sample) => sample.key === key)?.code ?? "") + more);
  return file;
}

/** Runs a program with the secret in its environment; null if it is not installed. */
async function runWithSecret(program: string, args: string[]): Promise<string | null> {
  const isThere = await run(program, ["--version"]).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  return (await run(program, args)).stdout;
}

/** The users that the product recognises by their hashes. */
function recognised(hashes: unknown): string[] {
  const given = z.array(z.string()).parse(hashes);
  return given.map((userHash, i) => identifiedChatId(settings, { userId: userIds[i] ?? "", userHash }));
}

const chatIds = userIds.map((id) => `user-${id}`);

describe("The hash of a user", () => {
  it("is computed by the Node sample as the product checks it", async () => {
    const sample = z.object({ parleyUserHash: z.custom<(id: string | number) => string>() });
    const file = pathToFileURL(await writeSample("node", "hash.mjs")).href;
    const { parleyUserHash } = sample.parse(await import(/* @vite-ignore */ file));
    expect(recognised(userIds.map((id) => parleyUserHash(id)))).toEqual(chatIds);
    expect(parleyUserHash(42)).toBe(parleyUserHash("42"));
  });

  it("is computed by the Python sample as the product checks it", async ({ skip }) => {
    const call = `
import json, sys
print(json.dumps([parley_user_hash(user_id) for user_id in json.loads(sys.argv[1])]))
`;
    const out = await runWithSecret("python3", [await writeSample("python", "hash.py", call), JSON.stringify(userIds)]);
    if (out === null) return skip("There is no Python here.");
    expect(recognised(JSON.parse(out))).toEqual(chatIds);
  });

  it("is computed by the PHP sample as the product checks it", async ({ skip }) => {
    const call = `
echo json_encode(array_map('parley_user_hash', json_decode($argv[1])));
`;
    const out = await runWithSecret("php", [await writeSample("php", "hash.php", call), JSON.stringify(userIds)]);
    if (out === null) return skip("There is no PHP here.");
    expect(recognised(JSON.parse(out))).toEqual(chatIds);
  });

  it("is refused with another secret", () => {
    const other = changeWebSettings(start, { identitySecret: "other" });
    expect(() => identifiedChatId(other, { userId: "42", userHash: "00" })).toThrow(/does not match/u);
  });
});
