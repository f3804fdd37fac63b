import { db, type Executor } from "@/db/client";
import { askFault, draftAsks, publishedAsks, type AskGraph } from "@/server/actions/steps/sub-bot/bot-cycles";
import { HIDDEN_BOT, knowsAll, type KnowsBot } from "@/server/accounts/access/known-bots";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";

/** A step that may not ask its bot. */
export interface AskFault {
  actionId: string;
  /** The step's place in the action, from 0. */
  stepIndex: number;
  message: string;
}

/** Finds the steps that ask bots which are gone, were never published, or would ask one another in a circle. */
export async function findAskFaults(
  workspaceId: string,
  snapshot: BotSnapshot,
  { on = db, knows = knowsAll }: { on?: Executor; knows?: KnowsBot } = {},
): Promise<AskFault[]> {
  const asks = snapshot.actions.flatMap(({ id: actionId, definition: { steps } }) =>
    steps.flatMap((step, stepIndex) => (step.kind === "sub_bot" ? [{ askedId: step.botId, actionId, stepIndex }] : [])),
  );
  if (asks.length === 0) return [];
  const named = new Set([snapshot.botId, ...asks.map(({ askedId }) => askedId)]);
  const showing = (graph: AskGraph): AskGraph =>
    new Map([...graph].map(([id, bot]) => [id, named.has(id) || knows(id) ? bot : { ...bot, name: HIDDEN_BOT }]));
  const drafts = showing(await draftAsks(workspaceId, { enabledOnly: true, on }));
  const published = showing(await publishedAsks(workspaceId, on));
  return asks.flatMap(({ askedId, ...at }) => {
    const message = faultOf(askedId, snapshot.botId, { drafts, published });
    return message === null ? [] : [{ ...at, message }];
  });
}

interface Known {
  drafts: AskGraph;
  published: AskGraph;
}

function faultOf(askedId: string, botId: string, { drafts, published }: Known): string | null {
  const asked = drafts.get(askedId);
  if (!asked) return "It asks a bot that no longer exists. Choose another one.";
  // Check the drafts first: two unpublished bots in a circle would each be asked to wait for the other.
  const inDrafts = askFault(drafts, botId, askedId);
  if (inDrafts !== null) return `${inDrafts} Take one of these steps out.`;
  if (!asked.isPublished) return `It asks ${asked.name}, which has never been published. Publish ${asked.name} first.`;
  const inPublished = askFault(published, botId, askedId);
  return inPublished === null
    ? null
    : `${inPublished} That is in published versions; publish their newer drafts first.`;
}
