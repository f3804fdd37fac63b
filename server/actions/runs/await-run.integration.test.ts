import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, type Transaction } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { actionRuns } from "@/db/schema/action-runs";
import { awaitRun } from "./await-run";
import { failRun } from "./end-run";
import { getRun } from "../history/get-run";
import type { RunKey } from "./load-run";
import { definitionOf, finish, queueRun, webhookStep } from "../testing/fixtures";
import { startTargetServer, type TargetServer } from "../testing/target-server";

let target: TargetServer;
beforeEach(async () => {
  target = await startTargetServer();
});

function oneStep() {
  return definitionOf([webhookStep(`${target.url}/one`)]);
}

/** Locks the run's row, so that the run cannot end before `work` and its transaction have finished. */
function whileLocked<T>({ runId }: RunKey, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.select().from(actionRuns).where(eq(actionRuns.id, runId)).for("update");
    return work(tx);
  });
}

describe("awaitRun", () => {
  it("returns when the run has ended", async () => {
    const key = await queueRun(oneStep());
    const announced = Promise.withResolvers<void>();
    const unsubscribe = await subscribeLive("action_run", key.runId, () => announced.resolve());
    await finish(key);
    await announced.promise;
    unsubscribe();
    const failing = await queueRun(oneStep());
    const outcome = await awaitRun(failing, () => failRun(failing, "x"), { timeoutMs: 10_000 });
    expect(outcome).toMatchObject({ status: "failed", result: "The call could not be carried out." });
  });

  it("does not wait for the rest of start once the run has ended", async () => {
    const key = await queueRun(oneStep());
    const cleanedUp = Promise.withResolvers<void>();
    const start = async () => {
      await failRun(key, "x");
      await cleanedUp.promise;
    };
    expect(await awaitRun(key, start, { timeoutMs: 10_000 })).toMatchObject({ status: "failed" });
    cleanedUp.resolve();
  });

  describe("while this process writes the end", () => {
    const ahead = async (key: RunKey) => {
      const { promise: recorded, resolve } = Promise.withResolvers<void>();
      recorded.catch(() => {});
      const outcome = await awaitRun(key, () => finish(key), { timeoutMs: 10_000, meanwhile: resolve });
      return { outcome, recorded };
    };
    const endedAs = (key: RunKey, status: "succeeded" | "failed", result: string) =>
      db.update(actionRuns).set({ status, result, finishedAt: new Date() }).where(eq(actionRuns.id, key.runId));

    const OK = '{"ok":true}';

    it("returns the outcome, and resolves a promise when the end is stored", async () => {
      const key = await queueRun(oneStep());
      const { recorded } = await whileLocked(key, async () => {
        const early = await ahead(key);
        expect(early.outcome).toMatchObject({ status: "succeeded", result: OK });
        expect(await Promise.race([early.recorded.then(() => "recorded"), sleep(100, "not yet")])).toBe("not yet");
        return early;
      });
      await recorded;
      expect((await getRun(key.ctx, key.runId)).status).toBe("succeeded");
    });

    it("waits for the database when called without meanwhile", async () => {
      const key = await queueRun(oneStep());
      const { waiting } = await whileLocked(key, async () => {
        const outcome = awaitRun(key, () => finish(key), { timeoutMs: 10_000 });
        expect(await Promise.race([outcome, sleep(200, "not yet")])).toBe("not yet");
        return { waiting: outcome };
      });
      expect(await waiting).toMatchObject({ status: "succeeded", result: OK });
    });

    it("accepts the same end from another process, and rejects a different one", async () => {
      const [same, other] = [await queueRun(oneStep()), await queueRun(oneStep())];
      const first = await whileLocked(same, async (tx) => {
        const early = await ahead(same);
        await tx.execute(endedAs(same, "succeeded", OK).getSQL());
        return early;
      });
      await first.recorded;
      const second = await whileLocked(other, async (tx) => {
        const early = await ahead(other);
        await tx.execute(endedAs(other, "failed", "Too late.").getSQL());
        return early;
      });
      await expect(second.recorded).rejects.toThrow("has another outcome");
    });
  });

  it("fails immediately when the run cannot be started", async () => {
    const key = await queueRun(oneStep());
    const start = () => Promise.reject(new Error("no way to start it"));
    await expect(awaitRun(key, start, { timeoutMs: 10_000 })).rejects.toThrow("no way to start it");
    await finish(key);
  });
});
