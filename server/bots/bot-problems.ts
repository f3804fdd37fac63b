import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { bots, modelProviders } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { findDefinitionFaults, findDraftFaults } from "@/server/actions/definition/check-definition";
import { DomainError, type ErrorDetail, FaultList } from "@/server/errors";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { ModelChoice } from "@/server/schemas/model-choice";
import { checkScenario } from "@/server/scenario/problems/list-scenario-problems";
import type { FieldPath } from "@/server/scenario/links/list-links";
import { scenarioSettings, type ScenarioSettings } from "@/server/schemas/scenario/scenario";
import type { ServiceContext } from "@/server/service-context";
import { findAskFaults } from "./ask-faults";
import { knownBots, knowsAll, type KnowsBot } from "@/server/accounts/access/known-bots";
import { composeSnapshot } from "./compose-snapshot";

/** Something that keeps a bot from answering, and from being published. */
export interface BotProblem {
  /** What is wrong, and how to fix it. */
  message: string;
  place: ProblemPlace;
}

/** The setting that has the problem. */
export type ProblemPlace =
  | { kind: "model" }
  | { kind: "fallbackModel" }
  | {
      kind: "action";
      actionId: string;
      actionName: string;
      /** Null if the problem is not in a step. */
      stepName: string | null;
    }
  | {
      kind: "interaction";
      /** Null if the problem is of the scenario as a whole. */
      interactionId: string | null;
      name: string | null;
      /** The field within the interaction. */
      path: FieldPath;
    };

/** More than a person would read in one go. */
const MOST_LISTED = 50;

/** Lists what must be fixed before the bot's draft can be published. */
export async function listBotProblems(ctx: ServiceContext, botId: string): Promise<BotProblem[]> {
  requireRole(ctx, "viewer");
  const snapshot = await composeSnapshot(ctx.workspaceId, botId);
  return findBotProblems(ctx.workspaceId, snapshot, knownBots(ctx, [botId]));
}

/** Refuses to publish a bot that has problems. @throws DomainError `conflict` that lists them. */
export function assertNoProblems(snapshot: BotSnapshot, problems: BotProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : "";
  const details = problems.map(({ message, place }) => ({ path: pathOf(snapshot, place), message }));
  throw new DomainError("conflict", `This bot cannot be published. ${sayPlace(first.place)}: ${first.message}${more}`, {
    details,
  });
}

/**
 * Finds the problems of a draft: models, bots, tables and columns that are gone, actions that are not complete, and
 * errors of its scenario.
 */
export async function findBotProblems(
  workspaceId: string,
  snapshot: BotSnapshot,
  knows: KnowsBot = knowsAll,
): Promise<BotProblem[]> {
  const [models, actions, asks, scenario] = await Promise.all([
    modelProblems(workspaceId, snapshot),
    Promise.all(snapshot.actions.map((action) => actionProblems(workspaceId, snapshot.botId, action))),
    findAskFaults(workspaceId, snapshot, { knows }),
    scenarioProblems(workspaceId, snapshot, knows),
  ]);
  const asked = asks.flatMap(({ actionId, stepIndex, message }) => {
    const action = snapshot.actions.find(({ id }) => id === actionId);
    return action ? [{ message, place: placeOf(action, ["steps", stepIndex]) }] : [];
  });
  // Two fields of a step may have the same fault.
  const different = new Map(
    [...models, ...asked, ...actions.flat(), ...scenario].map((found) => [JSON.stringify(found), found]),
  );
  return [...different.values()].slice(0, MOST_LISTED);
}

async function modelProblems(workspaceId: string, snapshot: BotSnapshot): Promise<BotProblem[]> {
  const { fallbackModel } = behaviourOf(snapshot);
  const chosen = [
    { kind: "model" as const, choice: snapshot.model },
    ...(fallbackModel ? [{ kind: "fallbackModel" as const, choice: fallbackModel }] : []),
  ];
  const ids = chosen.flatMap(({ choice }) => choice.providerId ?? []);
  if (ids.length === 0) return [];
  const providers = await db
    .select({ id: modelProviders.id, name: modelProviders.name, models: modelProviders.models })
    .from(modelProviders)
    .where(and(eq(modelProviders.workspaceId, workspaceId), inArray(modelProviders.id, ids)));
  return chosen.flatMap(({ kind, choice }) => {
    const message = modelFault(choice, providers);
    return message === null ? [] : [{ message, place: { kind } }];
  });
}

function modelFault(
  { providerId, modelId }: ModelChoice,
  providers: { id: string; name: string; models: string[] }[],
): string | null {
  if (providerId === null) return null;
  const provider = providers.find(({ id }) => id === providerId);
  if (!provider) return `The provider of ${modelId} was removed. Choose another model.`;
  if (provider.models.includes(modelId)) return null;
  return `${modelId} is not among the models of ${provider.name}. Choose another model, or add it to the provider.`;
}

type SnapshotAction = BotSnapshot["actions"][number];

async function actionProblems(workspaceId: string, botId: string, action: SnapshotAction): Promise<BotProblem[]> {
  const { definition } = action;
  const faults = [
    ...findDefinitionFaults(definition),
    ...(await findDraftFaults(definition, { workspaceId, botId })).filter((fault) => !isOfAsk(action, fault)),
  ];
  const list = new FaultList();
  for (const { path, message } of faults) list.add(path, () => message);
  return list.details.map(({ path, message }) => ({ message, place: placeOf(action, path) }));
}

/** Asked bots are checked among the switched-on actions only, see `findAskFaults`. */
function isOfAsk({ definition }: SnapshotAction, { path: [list, index] }: ErrorDetail): boolean {
  return list === "steps" && typeof index === "number" && definition.steps[index]?.kind === "sub_bot";
}

function placeOf({ id, definition }: SnapshotAction, [list, index]: ErrorDetail["path"]): ProblemPlace {
  const step = list === "steps" && typeof index === "number" ? definition.steps[index] : undefined;
  return { kind: "action", actionId: id, actionName: definition.name, stepName: step?.name ?? null };
}

/** The errors of an enabled scenario. Its warnings keep nothing from being published. */
async function scenarioProblems(
  workspaceId: string,
  { botId, scenario }: BotSnapshot,
  knows: KnowsBot,
): Promise<BotProblem[]> {
  // A snapshot has no scenario without interactions.
  const { settings, interactions } = scenario ?? { settings: await readSettings(workspaceId, botId), interactions: [] };
  if (!settings.enabled) return [];
  const found = await checkScenario(workspaceId, botId, { settings, interactions }, knows);
  return found.flatMap(({ severity, message, interactionId, path }) => {
    if (severity !== "error") return [];
    const name = interactions.find(({ id }) => id === interactionId)?.name ?? null;
    return [{ message, place: { kind: "interaction" as const, interactionId, name, path } }];
  });
}

async function readSettings(workspaceId: string, botId: string): Promise<ScenarioSettings> {
  const [bot] = await db
    .select({ scenario: bots.scenario })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  return scenarioSettings.parse(bot?.scenario ?? {});
}

function pathOf({ actions }: BotSnapshot, place: ProblemPlace): ErrorDetail["path"] {
  if (place.kind === "model") return ["model"];
  if (place.kind === "fallbackModel") return ["behaviour", "fallbackModel"];
  if (place.kind === "interaction") {
    return place.interactionId === null ? ["scenario"] : ["scenario", place.interactionId, ...place.path];
  }
  const steps = actions.find(({ id }) => id === place.actionId)?.definition.steps ?? [];
  const index = steps.findIndex(({ name }) => name === place.stepName);
  return ["actions", place.actionId, ...(index < 0 ? [] : ["steps", index])];
}

function sayPlace(place: ProblemPlace): string {
  if (place.kind === "model") return "Model";
  if (place.kind === "fallbackModel") return "Fallback model";
  if (place.kind === "interaction") return place.name === null ? "Scenario" : `Interaction "${place.name}"`;
  const step = place.stepName === null ? "" : `, step "${place.stepName}"`;
  return `Action "${place.actionName}"${step}`;
}
