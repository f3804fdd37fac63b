import { Worker } from "node:worker_threads";
import { DomainError } from "@/server/errors";
import { encodeModel } from "../model/model-format";
import { type LabelledPhrases, type TrainedModel, trainModel } from "../model/train-model";
import { countPhrases } from "../phrases-of";
import { takeTrainingTurn } from "./training-queue";
import type { TrainingMessage } from "./worker";

export interface Trained {
  bytes: Buffer;
  calibration: TrainedModel["calibration"];
}

/** A training of this many phrases times interactions takes less than 50 ms, so that it needs no thread. */
const SMALL = 100;
/** 15,000 phrases of 150 interactions take about 10 seconds. */
const DEADLINE_MS = 10 * 60_000;
const HEAP_MB = 2048;

/**
 * Trains a model: a small one immediately, others in a worker thread, which does not block requests.
 * @param onProgress Called with the share that is done, from 0 to 1.
 * @throws DomainError unavailable when it takes too much time or memory.
 */
export async function runTraining(labelled: LabelledPhrases[], onProgress: (share: number) => void): Promise<Trained> {
  if (countPhrases(labelled) * labelled.length <= SMALL) {
    const { model, calibration } = trainModel(labelled);
    return { bytes: encodeModel(model), calibration };
  }
  const release = await takeTrainingTurn();
  try {
    return await runInWorker(labelled, onProgress);
  } finally {
    release();
  }
}

function runInWorker(labelled: LabelledPhrases[], onProgress: (share: number) => void): Promise<Trained> {
  // Bundlers recognise exactly this expression and bundle the worker's code.
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: labelled,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    env: {},
  });
  const { promise, resolve, reject } = Promise.withResolvers<Trained>();
  const timer = setTimeout(() => reject(tooMuch()), DEADLINE_MS);
  worker.on("message", (message: TrainingMessage) => {
    if (message.kind === "progress") onProgress(message.share);
    else resolve({ bytes: Buffer.from(message.bytes), calibration: message.calibration });
  });
  worker.once("error", (error) => reject(isOutOfMemory(error) ? tooMuch() : error));
  worker.once("exit", (code) => reject(new Error(`The training worker ended without an answer (exit code ${code}).`)));
  return promise.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function tooMuch(): DomainError {
  return new DomainError(
    "unavailable",
    "Learning the phrases takes too much time or memory. Remove phrases that say nearly the same.",
  );
}
