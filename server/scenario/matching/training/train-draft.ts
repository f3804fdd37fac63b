import { readInteractions } from "../../read-scenario";
import { phraseKeyOf, phrasesOf } from "../phrases-of";
import { failTraining, noteProgress, type PhraseKey, readModelState } from "../stored-models";
import { trainPhrases } from "./train-phrases";

/** Trains the phrases of a bot's draft. Does nothing if they are trained already, or have changed since the request. */
export async function trainDraft(request: PhraseKey & { botId: string }): Promise<void> {
  const { workspaceId, phraseKey, botId } = request;
  const key = { workspaceId, phraseKey };
  if ((await readModelState(key))?.status === "ready") return;
  const interactions = await readInteractions(workspaceId, botId);
  if (phraseKeyOf(interactions) !== phraseKey) {
    await failTraining(key, "The phrases were changed while they waited to be trained.");
    return;
  }
  await noteProgress(key, 0);
  await trainPhrases(key, phrasesOf(interactions));
}
