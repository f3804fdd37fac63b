import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { speak, startModelServer } from "@/db/testing/model-server";
import { awaitRun } from "@/server/actions/runs/await-run";
import { definitionOf, queueRun, run, webhookStep } from "@/server/actions/testing/fixtures";
import { waitStep } from "@/server/actions/testing/steps";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot } from "@/server/channels/web/testing/web-bot";
import { env } from "@/server/env";
import { connectionOptions } from "./connection-options";
import { isListening, publishLive, subscribeLive } from "./live";
import { migrateDatabase } from "./migrate";
import { usePooler } from "./testing/use-pooler";

const directUrl = await usePooler({ unpooled: false });
const { url: pooledUrl } = connectionOptions(env().DATABASE_URL);
const direct = postgres(directUrl, { max: 1 });
afterAll(() => direct.end());

describe("The transaction pooler of these tests", () => {
  it("delivers no announcement to a client that listens", async () => {
    const [pooled, listening] = [postgres(pooledUrl, { max: 1 }), postgres(directUrl, { max: 1 })];
    const heard: string[] = [];
    const arrived = Promise.withResolvers<void>();
    await pooled.listen("news", () => heard.push("pooled"));
    await listening.listen("news", () => {
      heard.push("direct");
      arrived.resolve();
    });
    await direct.notify("news", "");
    await arrived.promise;
    await sleep(200);
    expect(heard).toEqual(["direct"]);
    await Promise.all([pooled.end(), listening.end()]);
  });

  it("keeps no sessions: clients share connections, and one client uses several", async () => {
    const clients = Array.from({ length: 5 }, () => postgres(pooledUrl, { max: 1, prepare: false }));
    const pids = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      for (const client of clients) {
        const [row] = await client<{ pid: number }[]>`select pg_backend_pid() as pid`;
        pids.add(`${clients.indexOf(client)}:${row?.pid}`);
      }
    }
    const servers = new Set([...pids].map((pair) => pair.split(":")[1]));
    expect(servers.size).toBeLessThan(clients.length);
    expect(pids.size).toBeGreaterThan(clients.length);
    await Promise.all(clients.map((client) => client.end()));
  });
});

describe("The product with only a pooler's address", () => {
  it("does not listen", async () => {
    const unsubscribe = await subscribeLive("action_run", "run_x", () => {
      throw new Error("Nothing can be announced.");
    });
    await publishLive("action_run", "run_x");
    unsubscribe();
    expect(isListening()).toBe(false);
  });

  it("migrates the database, repeatedly and concurrently, and leaves no lock behind", async () => {
    await Promise.all([migrateDatabase(env().DATABASE_URL), migrateDatabase(env().DATABASE_URL)]);
    const [locks] = await direct<{ count: number }[]>`
      select count(*)::int from pg_locks l join pg_database d on d.oid = l.database
      where l.locktype = 'advisory' and d.datname = current_database()`;
    expect(locks?.count).toBe(0);
  });

  it("answers a chat message", async () => {
    const model = await startModelServer();
    model.answer((response) => speak(response, ["Hello."]));
    const { publicId } = await makeWebBot({ baseUrl: model.baseUrl });
    const { response } = await postMessage(publicId, { id: "m1", text: "Hi" });
    expect(await readAnswer(response)).toMatchObject({ text: "Hello.", end: { outcome: "saved" } });
  });

  it("runs an action to its end", async () => {
    const target = await startTargetServer();
    const { outcome } = await run(definitionOf([waitStep(1), webhookStep(`${target.url}/one`)]));
    expect(outcome).toMatchObject({ status: "succeeded", result: '{"ok":true}' });
  });

  it("returns the outcome of a run that another process ends", async () => {
    const key = await queueRun(definitionOf([waitStep(1)]));
    const ended = { status: "succeeded", result: "Done.", finished_at: new Date() };
    const outcome = await awaitRun(key, () => direct`update action_runs set ${direct(ended)} where id = ${key.runId}`, {
      timeoutMs: 10_000,
    });
    expect(outcome).toMatchObject({ status: "succeeded", result: "Done." });
    expect(await db.select().from(actionRuns).where(eq(actionRuns.id, key.runId))).toHaveLength(1);
  });
});
