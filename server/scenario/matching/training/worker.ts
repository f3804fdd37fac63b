/** Trains a model in a worker thread (run-training.ts). Plain Node must be able to run this file as well. */
import { parentPort, workerData } from "node:worker_threads";
import { encodeModel } from "../model/model-format.ts";
import { type LabelledPhrases, type TrainedModel, trainModel } from "../model/train-model.ts";

export type TrainingMessage =
  | { kind: "progress"; share: number }
  | { kind: "done"; bytes: Uint8Array; calibration: TrainedModel["calibration"] };

const labelled: LabelledPhrases[] = workerData;
const { model, calibration } = trainModel(labelled, (share) => send({ kind: "progress", share }));
send({ kind: "done", bytes: encodeModel(model), calibration });

function send(message: TrainingMessage): void {
  parentPort?.postMessage(message);
}
