import { and, eq, or, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { phraseModels } from "@/db/schema/scenario";
import type { PhraseCalibration } from "@/db/schema/scenario";
import { modelKey } from "./phrases-of";

export interface PhraseKey {
  workspaceId: string;
  /** See phraseKeyOf. */
  phraseKey: string;
}

/** A training writes its progress more often than this while it runs. */
const LEASE = sql`now() + interval '1 minute'`;

/** Reads the state of a model without its bytes. */
export async function readModelState(key: PhraseKey) {
  const [found] = await db
    .select({
      status: phraseModels.status,
      progress: phraseModels.progress,
      isLost: sql<boolean>`${phraseModels.status} = 'training' and coalesce(${phraseModels.leaseUntil} < now(), true)`,
      calibration: phraseModels.calibration,
      error: phraseModels.error,
    })
    .from(phraseModels)
    .where(ofKey(key));
  return found;
}

/** Reads a trained model, and notes that it is used. */
export async function readModel(
  key: PhraseKey,
): Promise<{ bytes: Buffer; calibration: PhraseCalibration } | undefined> {
  const [found] = await db
    .update(phraseModels)
    .set({ usedAt: sql`now()` })
    .where(and(ofKey(key), eq(phraseModels.status, "ready")))
    .returning({ bytes: phraseModels.model, calibration: phraseModels.calibration });
  return found?.bytes && found.calibration ? { bytes: found.bytes, calibration: found.calibration } : undefined;
}

/** Notes that a model is used, so that it is not removed. */
export async function touchModel(key: PhraseKey): Promise<void> {
  await db
    .update(phraseModels)
    .set({ usedAt: sql`now()` })
    .where(ofKey(key));
}

/** Begins a training, unless the model is ready or another process trains it. Returns whether it has begun. */
export async function claimTraining({ workspaceId, phraseKey }: PhraseKey, on: Executor = db): Promise<boolean> {
  const begun = { status: "training" as const, progress: 0, leaseUntil: LEASE, error: null };
  const rows = await on
    .insert(phraseModels)
    .values({ workspaceId, key: modelKey(phraseKey), ...begun })
    .onConflictDoUpdate({
      target: [phraseModels.workspaceId, phraseModels.key],
      set: begun,
      setWhere: or(
        eq(phraseModels.status, "failed"),
        and(eq(phraseModels.status, "training"), sql`coalesce(${phraseModels.leaseUntil} < now(), true)`),
      ),
    })
    .returning({ key: phraseModels.key });
  return rows.length > 0;
}

/** Notes the share of a training that is done, from 0 to 1, and that it is still running. */
export async function noteProgress(key: PhraseKey, progress: number): Promise<void> {
  await db
    .update(phraseModels)
    .set({ progress: sql`greatest(${phraseModels.progress}, ${progress})`, leaseUntil: LEASE })
    .where(and(ofKey(key), eq(phraseModels.status, "training")));
}

/** Stores a trained model. Two trainings of the same phrases store the same. */
export async function saveModel(key: PhraseKey, bytes: Buffer, calibration: PhraseCalibration): Promise<void> {
  const ready = {
    status: "ready" as const,
    progress: 1,
    leaseUntil: null,
    model: bytes,
    calibration,
    error: null,
    usedAt: sql`now()`,
  };
  await db
    .insert(phraseModels)
    .values({ workspaceId: key.workspaceId, key: modelKey(key.phraseKey), ...ready })
    .onConflictDoUpdate({ target: [phraseModels.workspaceId, phraseModels.key], set: ready });
}

/** Notes that a training has failed; the next one may begin. */
export async function failTraining(key: PhraseKey, error: string): Promise<void> {
  await db
    .update(phraseModels)
    .set({ status: "failed", leaseUntil: null, error })
    .where(and(ofKey(key), eq(phraseModels.status, "training")));
}

function ofKey({ workspaceId, phraseKey }: PhraseKey) {
  return and(eq(phraseModels.workspaceId, workspaceId), eq(phraseModels.key, modelKey(phraseKey)));
}
